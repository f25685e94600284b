/**
 * The parts of base64 that a secret determines, at each of the three positions that it can have in the encoded
 * text: alone, in `Bearer <token>`, in `user:<token>` or in a whole document.
 */
const base64Of = (binary: string): string[] =>
	[0, 1, 2].flatMap((offset) => {
		const shifted = '\0'.repeat(offset) + binary;
		const start = Math.ceil((offset * 8) / 6);
		const base64 = btoa(shifted).slice(start, Math.floor((shifted.length * 8) / 6));
		return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
	});

/** The bytes of a text in UTF-8, one character a byte. */
const toBinary = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

const hexOf = (binary: string): string =>
	Array.from(binary, (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('');

/**
 * The forms of a secret that are not made of escapes: as it is, its bytes, base64, base64url and hexadecimal.
 * `escapes.ts` decodes escapes. docs/security.md lists all forms.
 */
export const encodingsOf = (secret: string): string[] => {
	const binary = toBinary(secret);
	const derived = [...base64Of(binary), hexOf(binary)];
	return [
		secret,
		binary,
		btoa(binary),
		...derived.filter((form) => form.length >= minDerivedLength),
	];
};

/* Shorter base64 or hexadecimal strings match by chance. */
const minDerivedLength = 8;
