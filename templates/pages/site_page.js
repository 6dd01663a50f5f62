"use strict";
(function () {
  var place = document.body.dataset.live;
  var state = document.getElementById("link-state");
  var table = document.getElementById("steps");
  var pause = 500;

  function parsed(html) {
    var holder = document.createElement("template");
    holder.innerHTML = html;
    return holder.content.firstElementChild;
  }

  // The newest step stands first.
  function insert(row) {
    var order = Number(row.dataset.order);
    var rows = table.tBodies;
    for (var index = 0; index < rows.length; index++) {
      if (Number(rows[index].dataset.order) < order) {
        table.insertBefore(row, rows[index]);
        return;
      }
    }
    table.appendChild(row);
  }

  function putRow(html) {
    var row = parsed(html);
    if (!row || !table) return;
    var old = document.getElementById(row.id);
    if (old) {
      if (old.innerHTML !== row.innerHTML && !old.contains(document.activeElement)) old.replaceWith(row);
      return;
    }
    row.classList.add("new");
    insert(row);
  }

  function putPart(part) {
    var element = document.getElementById(part.id);
    if (!element) return;
    if (part.text !== undefined) {
      if (element.textContent !== part.text) element.textContent = part.text;
      return;
    }
    // What is the same stays: whoever points at it, or reads it, loses nothing.
    var holder = document.createElement("template");
    holder.innerHTML = part.html;
    if (holder.innerHTML.trim() === element.innerHTML.trim()) return;
    if (!element.contains(document.activeElement)) element.replaceChildren(holder.content);
  }

  function tell(words, look) {
    if (!state) return;
    state.textContent = words;
    state.className = "link-state chip " + look;
  }

  function connect() {
    var socket = new WebSocket("ws://" + location.host + place);
    socket.onopen = function () {
      pause = 500;
      tell("live", "running");
    };
    socket.onmessage = function (event) {
      var news = JSON.parse(event.data);
      (news.parts || []).forEach(putPart);
      (news.rows || []).forEach(putRow);
    };
    socket.onclose = function () {
      tell("not connected, trying again", "warn");
      setTimeout(connect, pause);
      pause = Math.min(pause * 2, 10000);
    };
  }

  document.querySelectorAll("form.filter").forEach(function (form) {
    form.hidden = false;
    table.dataset.show = form.elements.show.value;
    form.addEventListener("change", function (event) { table.dataset.show = event.target.value; });
  });
  // A line of the change that is clicked is the one that is spoken of.
  var at = document.getElementById("at");
  if (at) document.querySelectorAll(".patch [data-at]").forEach(function (line) {
    line.addEventListener("click", function () {
      if (String(window.getSelection())) return;
      at.value = line.dataset.at;
      document.getElementById("reason").focus();
    });
  });
  if (place) connect();
})();
