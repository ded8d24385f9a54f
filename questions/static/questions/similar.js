// While one writes a question: those like it that are answered. Without this script a button asks for them.

const form = document.querySelector("form[data-similar]");
const shown = form.querySelector("[data-similar-shown]");
const PAUSE_MS = 700;

form.querySelector("[data-without-script]").hidden = true;
let timer = 0;
let last = "";
form.elements.text.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
        const text = form.elements.text.value.trim();
        if (text.length < 15 || text === last) return;
        last = text;
        const answer = await fetch(form.dataset.similar, { method: "POST", body: new URLSearchParams({ text }) }).catch(() => null);
        if (answer && answer.ok) shown.innerHTML = await answer.text();
    }, PAUSE_MS);
});
