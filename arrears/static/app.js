/* 安薪办 app.js: comfort on top of pages that work without it.
   1 the line to look at · 2 one act per click · 3 unsaved text · 4 drafts · 5 likely duplicates · 6 selection · 7 copying · 8 keys
   No framework, no inline handler, no address but those the page carries in data- attributes. */
(function () {
  "use strict";
  var doc = document;
  doc.documentElement.classList.add("scripted");
  function all(selector, inside) { return Array.prototype.slice.call((inside || doc).querySelectorAll(selector)); }
  function clock() { return new Date().toTimeString().slice(0, 5); }

  /* 1 After an act or an error the focus is on the sentence that says so, even in a browser without autofocus on it. */
  var told = doc.querySelector(".errors[autofocus], .stale[autofocus], .saved[autofocus]");
  if (told) { told.focus({ preventScroll: false }); }

  /* 2 A second click on the same button sends nothing; coming back to the page opens it again. The server knows the token, too. */
  all("form[data-once]").forEach(function (form) {
    form.addEventListener("submit", function (event) {
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1";
      all("button", form).forEach(function (button) { button.setAttribute("aria-disabled", "true"); });
      window.setTimeout(function () { reopen(form); }, 15000);
    });
  });
  function reopen(form) {
    delete form.dataset.sent;
    all("button", form).forEach(function (button) { button.removeAttribute("aria-disabled"); });
  }
  window.addEventListener("pageshow", function () { all("form[data-once]").forEach(reopen); });

  /* 3 Leaving with something typed asks first. */
  var touched = new Set();
  all("form[data-unsaved]").forEach(function (form) {
    form.addEventListener("input", function () { touched.add(form); });
    form.addEventListener("submit", function () { touched.delete(form); });
  });
  window.addEventListener("beforeunload", function (event) { if (touched.size) { event.preventDefault(); } });

  /* 4 Drafts: sent a second after the last key; while the line is down the text stays in this browser and comes back. Identity numbers,
     passwords and files are never kept here: fields with data-private or of those types are left out. */
  function typed(form) {
    var kept = {};
    all("input, textarea, select", form).forEach(function (field) {
      if (!field.name || field.dataset.private !== undefined || /^(hidden|password|file|submit)$/.test(field.type)) { return; }
      if (/^(radio|checkbox)$/.test(field.type)) { if (field.checked) { (kept[field.name] = kept[field.name] || []).push(field.value); } }
      else { kept[field.name] = field.value; }
    });
    return kept;
  }
  function fill(form, kept) {
    all("input, textarea, select", form).forEach(function (field) {
      if (!(field.name in kept) || field.dataset.private !== undefined || /^(hidden|password|file|submit)$/.test(field.type)) { return; }
      if (/^(radio|checkbox)$/.test(field.type)) { field.checked = kept[field.name].indexOf(field.value) >= 0; }
      else { field.value = kept[field.name]; }
    });
  }
  function forget(key) { try { localStorage.removeItem(key); } catch (refused) { return; } }
  function keep(key, value) { try { localStorage.setItem(key, value); return true; } catch (refused) { return false; } }
  function recall(key) { try { return localStorage.getItem(key); } catch (refused) { return null; } }

  /* What was sent when the log-in had run out comes back into its form: kept for this tab only, thrown away by the next page that is
     not the one that says so. Nothing to do with drafts. */
  function tab(action) { try { return action(sessionStorage); } catch (refused) { return null; } }
  var over = doc.querySelector("[data-interrupted]");
  if (over) { tab(function (kept) { kept.setItem("interrupted", over.dataset.interrupted); }); }
  else {
    var back = tab(function (kept) { return kept.getItem("interrupted"); });
    var sent = tab(function (kept) { return kept.getItem("sent"); });
    var again = doc.querySelector("form[data-unsaved]");
    if (back === location.pathname + location.search && sent && again) {
      fill(again, JSON.parse(sent));
      touched.add(again);
      var mark = again.querySelector(".autosaved");
      if (mark) { mark.textContent = "登录中断前填的已放回，请核对后再办"; }
    }
    if (!back || again) { tab(function (kept) { kept.removeItem("sent"); kept.removeItem("interrupted"); }); }
  }
  all("form[data-unsaved]").forEach(function (form) {
    form.addEventListener("submit", function () { tab(function (kept) { kept.setItem("sent", JSON.stringify(typed(form))); }); });
  });

  all("form[data-autosave]").forEach(function (form) {
    var url = form.dataset.autosave, key = "draft:" + url, line = form.querySelector(".autosaved"), timer = 0;
    function say(words) { if (line) { line.textContent = words; } }
    function save() {
      var words = JSON.stringify(typed(form));
      fetch(url, { method: "POST", body: new FormData(form), credentials: "same-origin", headers: { "X-Requested-With": "autosave" } })
        .then(function (answer) {
          if (!answer.ok || answer.redirected) { throw new Error(String(answer.status)); }
          forget(key); touched.delete(form); say("已存 " + clock());
        })
        .catch(function () { say(keep(key, words) ? "没连上，先存在这台电脑上 " + clock() : "没连上，还没有存"); });
    }
    form.addEventListener("input", function () { window.clearTimeout(timer); timer = window.setTimeout(save, 1000); });
    form.addEventListener("submit", function () { window.clearTimeout(timer); forget(key); });
    var left = recall(key);
    if (left) { fill(form, JSON.parse(left)); touched.add(form); say("上次没存上的内容已找回，请核对"); }
    window.addEventListener("online", function () { if (recall(key)) { save(); } });
  });

  /* 5 Likely duplicates while typing: the server answers a fragment, or nothing. */
  all("[data-suggest]").forEach(function (field) {
    var box = doc.getElementById(field.id + "-suggest"), timer = 0, asked = "";
    if (!box) { return; }
    function ask() {
      var text = field.value.trim();
      if (text === asked) { return; }
      asked = text;
      if (text.length < 2) { box.textContent = ""; return; }
      var url = new URL(field.dataset.suggest, location.href);
      url.searchParams.set("text", text);
      fetch(url, { credentials: "same-origin" })
        .then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ""; })
        .then(function (html) { if (field.value.trim() === text) { box.innerHTML = html; } })
        .catch(function () { box.textContent = ""; });
    }
    field.addEventListener("input", function (event) {
      if (event.isComposing) { return; }
      window.clearTimeout(timer); timer = window.setTimeout(ask, 400);
    });
    field.addEventListener("compositionend", function () { window.clearTimeout(timer); timer = window.setTimeout(ask, 400); });
  });

  /* 6 选中本页: ticks the rows of the table before it. */
  all("[data-select-page]").forEach(function (box) {
    var panel = box.closest(".panel") || doc;
    box.addEventListener("change", function () { all(".pick input[type=checkbox]", panel).forEach(function (one) { one.checked = box.checked; }); });
    panel.addEventListener("change", function (event) {
      if (event.target !== box && event.target.closest(".pick")) {
        box.checked = all(".pick input[type=checkbox]", panel).every(function (one) { return one.checked; });
      }
    });
  });

  /* 7 Copying a block of text (the reply to a work order). */
  all("[data-copy]").forEach(function (button) {
    var label = button.textContent;
    button.addEventListener("click", function () {
      var block = doc.getElementById(button.dataset.copy);
      var text = block.value === undefined ? block.innerText : block.value;
      function done() { button.textContent = "已复制"; window.setTimeout(function () { button.textContent = label; }, 2000); }
      function mark() {
        if (block.select) { block.select(); } else { getSelection().selectAllChildren(block); }
        if (doc.execCommand("copy")) { done(); }
      }
      if (navigator.clipboard) { navigator.clipboard.writeText(text).then(done, mark); } else { mark(); }
    });
  });

  /* 8 Keys: by their place on the keyboard, so that a Chinese input method does not matter; none works in a field. */
  var at = -1;
  function rows() { return all("table[data-queue] > tbody > tr:not(.noteform)"); }
  function go(step) {
    var list = rows();
    if (!list.length) { return; }
    if (list[at]) { list[at].classList.remove("is-at"); }
    at = Math.max(0, Math.min(list.length - 1, at + step));
    list[at].classList.add("is-at");
    var link = list[at].querySelector("[data-open], th a, a");
    if (link) { link.focus({ preventScroll: true }); }
    list[at].scrollIntoView({ block: "nearest" });
  }
  var KEYS = {
    Slash: function () { var box = doc.getElementById("q"); if (box) { box.focus(); box.select(); } },
    KeyJ: function () { go(1); },
    KeyK: function () { go(-1); },
    KeyO: function () { var row = rows()[at], link = row && row.querySelector("[data-open], th a"); if (link) { link.click(); } },
    KeyX: function () {
      var row = rows()[at], box = row && row.querySelector(".pick input");
      if (box) { box.checked = !box.checked; box.dispatchEvent(new Event("change", { bubbles: true })); }
    }
  };
  doc.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]")) { return; }
    if (event.key === "?" || (event.code === "Slash" && event.shiftKey)) {
      var keys = doc.getElementById("keys");
      if (keys) { event.preventDefault(); keys.open = true; keys.querySelector("summary").focus(); }
      return;
    }
    if (!event.shiftKey && Object.prototype.hasOwnProperty.call(KEYS, event.code)) { event.preventDefault(); KEYS[event.code](); }
  });
}());
