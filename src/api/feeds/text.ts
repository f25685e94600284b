import {concat} from '../../response/chunks.ts';
import {decoderOf} from '../../response/parse-body.ts';

/** Decodes bytes that come in pieces, and, without an argument, what is left of them at the end. */
export type DecodeText = (piece?: Uint8Array<ArrayBuffer>) => string;

const mark = '\ufeff';

/** Returns how many bytes are before a character of UTF-8 that is not complete. */
const completeLength = (bytes: Uint8Array): number => {
	for (const [index, byte] of bytes.subarray(-3).toReversed().entries()) {
		if (byte >= 0x80 && byte < 0xc0) continue;
		const length = byte < 0xc0 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
		return length > index + 1 ? bytes.length - index - 1 : bytes.length;
	}
	return bytes.length;
};

/**
 * Decodes UTF-8. The characters are cut here, because Node.js decodes with `stream: true` several times slower, and to
 * texts of twice the size.
 */
const decodeUtf8 = (): DecodeText => {
	const decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	let rest: Uint8Array<ArrayBuffer> = new Uint8Array(0);
	let hasBegun = false;
	return (piece) => {
		const bytes = concatIfBoth(rest, piece);
		const end = piece === undefined ? bytes.length : completeLength(bytes);
		rest = bytes.slice(end);
		const text = decoder.decode(bytes.subarray(0, end));
		const isMarked = !hasBegun && text.startsWith(mark);
		hasBegun ||= text !== '';
		return isMarked ? text.slice(mark.length) : text;
	};
};

const concatIfBoth = (
	first: Uint8Array<ArrayBuffer>,
	second?: Uint8Array<ArrayBuffer>,
): Uint8Array<ArrayBuffer> => {
	if (second === undefined) return first;
	return first.length === 0 ? second : concat([first, second], first.length + second.length);
};

/**
 * Creates the decoder of a charset, or of UTF-8 if the charset is unknown. What is not valid becomes U+FFFD, and a byte
 * order mark at the beginning is left out.
 */
export const textDecoder = (charset: string): DecodeText => {
	if (charset === 'utf-8') return decodeUtf8();
	const decoder = decoderOf(charset);
	return (piece) => decoder.decode(piece, {stream: piece !== undefined});
};
