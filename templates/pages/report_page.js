"use strict";
(function () {
  // Which candidates are listed.
  function list(which) {
    document.getElementById("steps").dataset.show = which;
    var form = document.querySelector("form.filter");
    if (form) form.elements.show.value = which;
  }

  // Opens what a link inside the report points into.
  function reveal() {
    var target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("tbody.middle")) list("all");
    var more = target.querySelector && target.querySelector("tr.more > td > details");
    if (more) more.open = true;
    for (var node = target; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
    target.scrollIntoView();
  }
  document.querySelectorAll("form.filter").forEach(function (form) {
    form.hidden = false;
    list(form.elements.show.value);
    form.addEventListener("change", function (event) { list(event.target.value); });
  });
  window.addEventListener("hashchange", reveal);
  reveal();
})();
