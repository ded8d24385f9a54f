/* Files are sent one after the other, so that one sees how far it is and one bad file stops none. Without this script the form sends all. */
(() => {
    "use strict";
    const form = document.querySelector("[data-bulk-upload]");
    if (!form) return;
    const bar = form.querySelector("progress");
    const told = form.querySelector("[data-told]");
    const refused = form.querySelector("[data-refused]");

    const said = (sentence, ...values) => values.reduce((text, value, place) => text.replace(`%${place + 1}`, value), sentence);

    const refuse = (sentence) => {
        const line = document.createElement("li");
        line.textContent = sentence;
        refused.append(line);
    };

    async function send(file) {
        const data = new FormData();
        data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        data.append("field", form.elements.field.value);
        data.append("files", file);
        const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (!answer.ok) throw new Error(String(answer.status));
        return (await answer.json()).refused;
    }

    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const files = [...form.elements.files.files];
        const button = form.querySelector("button[type=submit]");
        button.disabled = true;
        refused.replaceChildren();
        bar.hidden = false;
        bar.max = files.length;
        for (const [place, file] of files.entries()) {
            bar.value = place;
            told.textContent = said(form.dataset.reading, place + 1, files.length, file.name);
            try {
                (await send(file)).forEach(refuse);
            } catch {
                refuse(said(form.dataset.failed, file.name));
            }
        }
        bar.value = files.length;
        told.textContent = said(form.dataset.done, files.length);
        button.disabled = false;
        if (!refused.children.length) location.reload();
    });
})();
