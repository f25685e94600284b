import {promisify} from 'node:util';
import {brotliCompress, deflate, deflateRaw, gzip, zstdCompress} from 'node:zlib';

const encoders: Readonly<Record<string, (data: Buffer) => Promise<Buffer>>> = {
	gzip: promisify(gzip),
	'x-gzip': promisify(gzip),
	deflate: promisify(deflate),
	'raw-deflate': promisify(deflateRaw),
	br: promisify(brotliCompress),
	zstd: promisify(zstdCompress),
};

/** Applies content codings in the order in which they were applied (RFC 9110 section 8.4). */
export const encode = async (data: Buffer, codings: readonly string[]): Promise<Buffer> => {
	let encoded = data;
	for (const coding of codings)
		encoded = (await encoders[coding.toLowerCase()]?.(encoded)) ?? encoded;
	return encoded;
};
