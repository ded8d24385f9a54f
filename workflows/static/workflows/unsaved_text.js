/* No work lost: what is typed in the page editor is kept in this browser, per person and page, until the server has it.

Wagtail keeps a draft by itself while it reaches the server. When it does not (no connection, an expired session, a lock), the texts stay
here, and the editor offers them when it is opened again. Nothing is put back unasked, and what one has not answered is not overwritten.
They are forgotten once they are saved, when the person says so, when they sign out, and after thirty days. */
(() => {
    "use strict";
    const PERSON = document.currentScript.dataset.person;
    const PREFIX = `unsaved-text:${PERSON}:`;
    const LOADED = `${Date.now()}-${Math.random()}`;
    const KEPT_RECORDS = 5;
    const KEPT_FOR = 30 * 24 * 3600 * 1000;
    const WRITE_AFTER = 300;
    const NO_TEXT = /(^|-)(id|type|order|ORDER|deleted|DELETE|count|column_count|row_count|TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS)$|^comments?-|^next$/;
    const OF_THIS_LOAD = /^(csrfmiddlewaretoken|next|loaded_revision_\w+|overwrite_revision_id|action-.*|comments?-.*)$/;

    const key = () => PREFIX + location.pathname;

    function records(of = key()) {
        try {
            const kept = JSON.parse(localStorage.getItem(of) || "[]");
            return kept.filter((record) => Date.now() - record.at < KEPT_FOR);
        } catch {
            return [];
        }
    }

    function keep(list, of = key()) {
        try {
            if (list.length) localStorage.setItem(of, JSON.stringify(list.slice(-KEPT_RECORDS)));
            else localStorage.removeItem(of);
        } catch {
            if (list.length > 1) keep(list.slice(1), of); // the store is full: the oldest goes first
        }
    }

    function forget(loaded, of = key()) {
        keep(records(of).filter((record) => record.loaded !== loaded), of);
    }

    function fieldsOf(form) {
        return [...new FormData(form)].filter(([, value]) => typeof value === "string");
    }

    /** What a person reads in a value: rich text is kept by the editor as JSON of blocks, with keys that change. */
    function plain(value) {
        let text = value;
        if (value.startsWith("{") && value.includes('"blocks"')) {
            try {
                text = JSON.parse(value).blocks.map((block) => block.text).join("\n");
            } catch {
                text = value;
            }
        }
        return text.normalize("NFC").replace(/\s+/g, " ").trim();
    }

    function textsOf(fields) {
        const texts = fields
            .filter(([name]) => !NO_TEXT.test(name) && !OF_THIS_LOAD.test(name))
            .map(([, value]) => plain(value));
        return new Set(texts.filter((text) => text && !/^\d+$/.test(text) && text !== "null"));
    }

    function missing(fields, from) {
        const there = textsOf(from);
        return [...textsOf(fields)].filter((text) => !there.has(text));
    }

    function watch(form) {
        const initial = fieldsOf(form);
        let timer = 0;
        let typedAt = 0;
        let sentAt = 0;
        const write = () => {
            clearTimeout(timer);
            timer = 0;
            const fields = fieldsOf(form);
            const others = records().filter((record) => record.loaded !== LOADED);
            if (missing(fields, initial).length) keep([...others, { at: Date.now(), loaded: LOADED, fields }]);
        };
        const typed = () => {
            typedAt = Date.now();
            if (!timer) timer = setTimeout(write, WRITE_AFTER);
        };
        for (const name of ["input", "change", "keyup", "w-unsaved:add"]) form.addEventListener(name, typed);
        addEventListener("pagehide", () => timer && write());
        form.addEventListener("submit", write);
        document.addEventListener("w-autosave:save", () => {
            sentAt = Date.now();
        });
        document.addEventListener("w-autosave:success", () => {
            if (typedAt > sentAt) return;
            clearTimeout(timer);
            timer = 0;
            forget(LOADED);
        });
    }

    function putBack(form, record) {
        const again = document.createElement("form");
        again.method = "post";
        again.action = form.action;
        again.hidden = true;
        const current = fieldsOf(form).filter(([name]) => OF_THIS_LOAD.test(name) && !name.startsWith("action-"));
        const own = record.fields.filter(([name]) => !OF_THIS_LOAD.test(name));
        for (const [name, value] of [...current, ...own]) {
            const input = document.createElement("textarea");
            input.name = name;
            input.value = value;
            again.append(input);
        }
        document.body.append(again);
        again.submit();
    }

    function offer(form, template, record, lost) {
        const notice = template.content.cloneNode(true).firstElementChild;
        const find = (part) => notice.querySelector(`[data-unsaved="${part}"]`);
        find("time").textContent = new Date(record.at).toLocaleString("vi-VN", { dateStyle: "short", timeStyle: "short" });
        find("text").value = lost.join("\n\n");
        find("put-back")?.addEventListener("click", () => putBack(form, record));
        find("copy").addEventListener("click", async () => {
            find("text").select();
            try {
                await navigator.clipboard.writeText(find("text").value);
            } catch {
                document.execCommand("copy");
            }
            find("said").textContent = find("said").dataset.copied;
        });
        find("discard").addEventListener("click", () => {
            forget(record.loaded);
            notice.remove();
        });
        form.before(notice);
    }

    document.addEventListener("submit", (event) => {
        if (!/\/logout\/$/.test(event.target.action || "")) return;
        for (const name of Object.keys(localStorage)) if (name.startsWith(PREFIX)) localStorage.removeItem(name);
    });

    function start() {
        const form = document.querySelector("form[data-edit-form]");
        const template = document.querySelector("template[data-unsaved-text]");
        if (!form || !template) return;
        const current = fieldsOf(form);
        const lost = records().map((record) => [record, missing(record.fields, current)]);
        keep(lost.filter(([, texts]) => texts.length).map(([record]) => record));
        for (const [record, texts] of lost.reverse()) if (texts.length) offer(form, template, record, texts);
        watch(form);
    }

    // The fields of blocks are built by scripts; the form is whole when they have run.
    if (document.readyState === "complete") start();
    else addEventListener("load", () => setTimeout(start));
})();
