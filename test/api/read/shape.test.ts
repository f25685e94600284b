import {describe, expect, it} from 'vitest';
import {
	anyOf,
	anything,
	boolean,
	listOf,
	number,
	optional,
	shapeOf,
	string,
} from '../../../src/api/read/shape.ts';

const money = shapeOf<{amount: number; currency: string}>({amount: number, currency: string});
const row = shapeOf<{
	id: number;
	paid?: boolean;
	sum?: unknown;
	parts: unknown[];
	odd: unknown;
}>({
	id: number,
	paid: optional(boolean),
	sum: optional(anyOf(money, number)),
	parts: listOf(money),
	odd: anything,
});

const part = {amount: 1, currency: 'EUR'};

describe('a shape', () => {
	it.each([
		['required fields alone', {id: 1, parts: []}],
		['fields that are null', {id: 1, paid: null, sum: null, parts: [], odd: null}],
		['further fields', {id: 1, parts: [{...part, more: 1}], more: 1}],
		['the first of some shapes', {id: 1, sum: part, parts: []}],
		['another of some shapes', {id: 1, sum: 5, parts: []}],
	])('accepts %s', (_, value) => {
		expect(row(value)).toBeUndefined();
	});

	it.each([
		['a text', 'a', [], 'must be an object'],
		['a list', [], [], 'must be an object'],
		['a missing field', {parts: []}, ['id'], 'must be a number'],
		['a list that is none', {id: 1, parts: {}}, ['parts'], 'must be an array'],
		['an item', {id: 1, parts: [part, 5]}, ['parts', 1], 'must be an object'],
		[
			'a field of an item',
			{id: 1, parts: [{amount: 1}]},
			['parts', 0, 'currency'],
			'must be a string',
		],
		['a value of none of some shapes', {id: 1, parts: [], sum: true}, ['sum'], 'must be an object'],
		['an inherited field', Object.create({id: 1, parts: []}), ['id'], 'must be a number'],
	])('tells where %s differs', (_, value, path, message) => {
		expect(row(value)).toEqual({path, message});
	});
});
