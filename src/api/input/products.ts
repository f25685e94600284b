import {invalidOption, isPlainObject} from '../../errors/invalid-option.ts';
import {writeJson} from '../../request/json.ts';
import {isAsyncIterable, isIterable} from '../../request/replayable.ts';
import type {Upload} from '../endpoint.ts';
import {grouped} from './grouped.ts';
import type {Param} from './param.ts';

/** The fields that Awin requires of each product. */
export const productFields = ['id', 'title', 'description', 'link', 'image_link'] as const;

const maxProducts = 2_000_000;

/** About the size of a chunk, in UTF-16 code units. A chunk for each line would cost more than the lines. */
const chunkLength = 65_536;

/** Throws a `TypeError` that names the product and the field, if a product lacks one. */
const checkProduct = (product: unknown, index: number): void => {
	const option = `products[${index}]`;
	if (index >= maxProducts) {
		throw new TypeError(`Option \`products\` must have at most ${grouped(maxProducts)} products.`);
	}
	if (!isPlainObject(product)) throw invalidOption(option, 'an object', product);
	for (const field of productFields) {
		const value = Object.hasOwn(product, field) ? product[field] : undefined;
		if (typeof value !== 'string' || value.trim() === '') {
			throw invalidOption(`${option}.${field}`, 'a text that is not blank', value);
		}
	}
};

/** The products of an upload: an iterable or an async iterable. An array is checked at once. */
export const productsParam: Param = {
	accepts: `an iterable or async iterable of at most ${grouped(maxProducts)} objects, each with ${productFields
		.map((field) => `\`${field}\``)
		.join(', ')}`,
	required: false,
	write: (value, option) => {
		if (!isIterable(value) && !isAsyncIterable(value)) {
			throw invalidOption(option, 'an iterable or async iterable of objects', value);
		}
		if (Array.isArray(value)) {
			if (value.length === 0) throw invalidOption(option, 'at least one product', value);
			/* Not `forEach`, which skips the holes of an array. */
			for (const [index, product] of value.entries()) checkProduct(product, index);
		}
		return value;
	},
};

const lineOf = (product: unknown, index: number): string => {
	checkProduct(product, index);
	try {
		return `${writeJson(product)}\n`;
	} catch (cause) {
		throw new TypeError(
			`Option \`products[${index}]\` cannot be serialized as JSON. See \`cause\`.`,
			{cause},
		);
	}
};

/**
 * Makes the body of an upload: JSON Lines, made as they are sent. An array can be sent again if no connection was
 * made; another iterable may be consumed, so it is sent once.
 */
export const jsonLines = (products: unknown): Upload => {
	let mistake: TypeError | undefined;
	const checkedLine = (product: unknown, index: number): string => {
		try {
			return lineOf(product, index);
		} catch (error) {
			if (error instanceof TypeError) mistake = error;
			throw error;
		}
	};
	const chunks = async function* (): AsyncGenerator<string> {
		let chunk = '';
		let index = 0;
		for await (const product of itemsOf(products)) {
			chunk += checkedLine(product, index);
			index += 1;
			if (chunk.length < chunkLength) continue;
			yield chunk;
			chunk = '';
		}
		if (chunk !== '') yield chunk;
	};
	return {
		body: Array.isArray(products) ? chunks : chunks(),
		contentType: 'application/jsonlines',
		mistake: () => mistake,
	};
};

/* What `productsParam` lets through is one of both. */
function itemsOf(products: unknown): AsyncIterable<unknown> | Iterable<unknown>;
function itemsOf(products: unknown): unknown {
	return products;
}
