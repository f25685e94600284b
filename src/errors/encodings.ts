/* The ampersand first: the other entities contain it. */
const namedEntities = [
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
] as const;

const hexOf = (byte: number): string => byte.toString(16).padStart(2, '0');

/**
 * The parts of base64 that a secret determines, at each of the three positions that it can have in the encoded
 * text: alone, in `Bearer <token>`, in `user:<token>` or in a whole document.
 */
const base64Of = (bytes: readonly number[]): string[] =>
	[0, 1, 2].flatMap((offset) => {
		const binary = String.fromCharCode(...Array<number>(offset).fill(0), ...bytes);
		const start = Math.ceil((offset * 8) / 6);
		const base64 = btoa(binary).slice(start, Math.floor((binary.length * 8) / 6));
		return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
	});

/**
 * The forms in which a secret can appear in a text, apart from upper and lower case: as it is,
 * percent-encoded, in a form, in JSON, in HTML, in base64 and base64url, in hexadecimal. docs/security.md lists
 * them.
 */
export const encodingsOf = (secret: string): string[] => {
	const bytes = [...new TextEncoder().encode(secret)];
	const characters = Array.from(secret, (character) => Number(character.codePointAt(0)));
	const json = JSON.stringify(secret).slice(1, -1);
	const exact = [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams([['', secret]]).toString().slice(1),
		json,
		json.replaceAll('/', '\\/'),
		namedEntities.reduce((html, [plain, entity]) => html.replaceAll(plain, entity), secret),
		btoa(String.fromCharCode(...bytes)),
	];
	const derived = [
		bytes.map((byte) => `%${hexOf(byte)}`).join(''),
		characters.map((code) => `&#${code};`).join(''),
		characters.map((code) => `&#x${code.toString(16)};`).join(''),
		...base64Of(bytes),
		bytes.map(hexOf).join(''),
	];
	return [...exact, ...derived.filter((form) => form.length >= minDerivedLength)];
};

/* A shorter piece of base64 or hexadecimal digits turns up by chance. */
const minDerivedLength = 8;
