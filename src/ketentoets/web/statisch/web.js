"use strict";
// Without this script every page works too; with it, a session is followed live and a button says that it is busy.
(() => {
  const parts = new Map();
  const sessie = document.querySelector("[data-stroom]");

  function put(name, html) {
    const place = document.getElementById(`deel-${name}`);
    if (!place || parts.get(name) === html) return;
    if (place.contains(document.activeElement) && place.querySelector("textarea, input:not([type=hidden])")) {
      parts.set(`later-${name}`, html);
      return;
    }
    const focused = document.activeElement && place.contains(document.activeElement) ? document.activeElement.id || document.activeElement.getAttribute("href") || document.activeElement.textContent : "";
    place.innerHTML = html;
    parts.set(name, html);
    if (focused) {
      const again = [...place.querySelectorAll("a, button, [tabindex]")].find((e) => [e.id, e.getAttribute("href"), e.textContent].includes(focused));
      if (again) again.focus({ preventScroll: true });
    }
  }

  function follow() {
    const stream = new EventSource(sessie.dataset.stroom);
    stream.addEventListener("delen", (event) => {
      for (const [name, html] of Object.entries(JSON.parse(event.data))) put(name, html);
      document.documentElement.dataset.verbonden = "ja";
    });
    stream.addEventListener("einde", () => {
      stream.close();
      document.documentElement.dataset.verbonden = "klaar";
    });
    stream.addEventListener("error", () => {
      document.documentElement.dataset.verbonden = "nee";
    });
  }

  if (sessie) follow();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || !form.dataset.bezig) return;
    const button = form.querySelector("button");
    button.setAttribute("aria-disabled", "true");
    button.textContent = form.dataset.bezig;
    if (form.dataset.verstuurd) event.preventDefault();
    form.dataset.verstuurd = "ja";
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });

  const errors = document.getElementById("fouten");
  if (errors) errors.focus();
})();
