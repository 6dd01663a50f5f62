"use strict";
(function () {
  // Opens what a link inside the report points into.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    var more = target.querySelector && target.querySelector("tr.more > td > details");
    if (more) more.open = true;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  document.querySelectorAll("form.filter").forEach(function (form) {
    form.hidden = false;
    form.addEventListener("change", function (event) {
      document.getElementById("steps").dataset.show = event.target.value;
    });
  });
})();
