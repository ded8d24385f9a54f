// The form of a question: questions like it while one writes, and the proof of work when one sends. Without this script the form works too.

const form = document.querySelector("form[data-ask]");
const riddle = form.querySelector("[data-riddle]");
const status = form.querySelector("[data-proving]");
const shown = form.querySelector("[data-similar-shown]");
const BATCH = 1000;
const PAUSE_MS = 700;

async function solve({ algorithm, challenge, max_number: most, salt, signature }) {
    const encoder = new TextEncoder();
    const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
    for (let start = 0; start <= most; start += BATCH) {
        const numbers = Array.from({ length: Math.min(BATCH, most - start + 1) }, (_, place) => start + place);
        const digests = await Promise.all(numbers.map((number) => crypto.subtle.digest(algorithm, encoder.encode(salt + number))));
        const found = digests.findIndex((digest) => hex(digest) === challenge);
        if (found >= 0) return btoa(JSON.stringify({ algorithm, challenge, number: start + found, salt, signature }));
    }
    throw new Error("no solution");
}

if (window.crypto && crypto.subtle && !form.querySelector("#riddle-loi")) {
    let isProved = false;
    riddle.hidden = true;
    form.addEventListener("submit", async (event) => {
        if (isProved || (event.submitter && event.submitter.name === "buoc")) return;
        event.preventDefault();
        status.textContent = "Đang kiểm tra, xin đợi vài giây…";
        try {
            const answer = await fetch(form.dataset.challenge);
            form.elements.proof.value = await solve(await answer.json());
            isProved = true;
            form.requestSubmit();
        } catch {
            riddle.hidden = false;
            isProved = true;
            status.textContent = "Không kiểm tra tự động được: hãy trả lời câu hỏi kiểm tra rồi nhấn «Gửi» lần nữa.";
        }
    });
}

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
