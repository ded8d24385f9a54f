// The proof of work when a form that anybody may send is sent. Without this script it asks a question in words.

const form = document.querySelector("form[data-challenge]");
const captcha = form.querySelector("[data-captcha]");
const status = form.querySelector("[data-proving]");
const BATCH = 1000;

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

if (window.crypto && crypto.subtle && !form.querySelector("#captcha-loi")) {
    let isProved = false;
    captcha.hidden = true;
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
            captcha.hidden = false;
            isProved = true;
            status.textContent = "Không kiểm tra tự động được: hãy trả lời câu hỏi kiểm tra rồi nhấn «Gửi» lần nữa.";
        }
    });
}
