import * as fc from 'fast-check';
import type {Decoded, Decoder, Problem} from '../../../src/api/feeds/problem.ts';

/** Cuts something into parts at some places. */
export const cutAt = <Whole extends {readonly length: number}>(
	whole: Whole,
	places: readonly number[],
	slice: (start: number, end: number) => Whole,
): Whole[] => {
	const ends = [...places.map((place) => place % (whole.length + 1)), whole.length];
	let start = 0;
	return ends
		.toSorted((a, b) => a - b)
		.map((end) => {
			const part = slice(start, end);
			start = end;
			return part;
		});
};

/** Places to cut at, more than once as well. */
export const places = fc.array(fc.nat(10_000), {maxLength: 12});

/** Every place to cut at, so that each part has one character or byte. */
export const everywhere = (length: number): number[] => Array.from({length}, (_, index) => index);

/** Decodes pieces of a text. */
export const decodeAll = <Row>(decode: Decoder<Row>, pieces: readonly string[]): Decoded<Row> => {
	const rows: Row[] = [];
	let problem: Problem | undefined;
	for (const [index, piece] of [...pieces, ''].entries()) {
		const decoded = decode(piece, index === pieces.length);
		rows.push(...decoded.rows);
		problem = decoded.problem;
		if (problem !== undefined) break;
	}
	return problem === undefined ? {rows} : {rows, problem};
};
