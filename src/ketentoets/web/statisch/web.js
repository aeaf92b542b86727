"use strict";
// Without this script every page works too; with it, a session is followed live and a button says that it is busy.
(() => {
  const parts = new Map();
  const sessie = document.querySelector("[data-stroom]");

  const typing = (place) => place.contains(document.activeElement) && document.activeElement.matches("textarea");

  function put(name, html) {
    const place = document.getElementById(`deel-${name}`);
    if (!place || parts.get(name) === html) return;
    parts.set(name, html);
    if (typing(place)) {
      place.dataset.later = "ja";
      return;
    }
    draw(place, html);
  }

  function draw(place, html) {
    const had = place.contains(document.activeElement) ? document.activeElement : null;
    const mark = (element) => element.id || element.getAttribute("href") || element.textContent;
    const known = had && mark(had);
    delete place.dataset.later;
    place.innerHTML = html;
    const again = known && [...place.querySelectorAll("a, button, [tabindex]")].find((element) => mark(element) === known);
    if (again) again.focus({ preventScroll: true });
  }

  // News for a part in which somebody types waits until they are done there; a button in it comes first.
  document.addEventListener("focusout", (event) => {
    const place = event.target.closest("[data-later]");
    if (place && !place.contains(event.relatedTarget)) draw(place, parts.get(place.id.replace("deel-", "")));
  });

  // A tab that nobody looks at lets go of its line: a browser keeps only a few open to one site.
  function follow() {
    let stream = null;

    function connected(state) {
      document.documentElement.dataset.verbonden = state;
      document.getElementById("weg").hidden = state !== "nee";
      if (state === "klaar") stop();
    }

    function stop() {
      if (stream) stream.close();
      stream = null;
    }

    function start() {
      stream = new EventSource(sessie.dataset.stroom);
      stream.addEventListener("delen", (event) => {
        for (const [name, html] of Object.entries(JSON.parse(event.data))) put(name, html);
        connected("ja");
      });
      stream.addEventListener("einde", () => connected("klaar"));
      stream.addEventListener("error", () => connected("nee"));
    }

    document.addEventListener("visibilitychange", () => {
      if (document.documentElement.dataset.verbonden === "klaar") return;
      if (document.hidden) stop();
      else if (!stream) start();
    });
    start();
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
