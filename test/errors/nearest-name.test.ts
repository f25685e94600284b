import * as fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {didYouMean, nearestName} from '../../src/errors/nearest-name.ts';

const names = ['token', 'baseUrl', 'attemptTimeoutMs', 'deadlineMs', 'retry', 'path', 'id'];

describe('nearestName', () => {
	it.each([
		['other capitals', 'baseURL', 'baseUrl'],
		['other separators', 'base_url', 'baseUrl'],
		['two letters that changed places', 'tokne', 'token'],
		['a missing letter', 'rery', 'retry'],
		['an additional letter', 'retrry', 'retry'],
		['two missing letters', 'tkn', 'token'],
		['two additional letters', 'toxkxen', 'token'],
		['a part of three letters', 'url', 'baseUrl'],
		['dashes', 'attempt-timeout-ms', 'attemptTimeoutMs'],
		['a part', 'timeoutMs', 'attemptTimeoutMs'],
		['more than the name', 'accessToken', 'token'],
	])('finds a name with %s', (_, name, nearest) => {
		expect(nearestName(name, names)).toBe(nearest);
	});

	it.each([
		'',
		'x',
		'data',
		'body',
		'ib',
		'params',
		'me',
		'ur',
		'pa',
		'tk',
		'tokxxxen',
		'pxxh',
		'pth0x',
		'maxRetriesOnce',
	])('finds none for %j', (name) => {
		expect(nearestName(name, names)).toBeUndefined();
	});

	it('prefers the same letters to a typo, and a typo to a part', () => {
		expect(nearestName('BASE', ['basement', 'bases', 'base'])).toBe('base');
		expect(nearestName('bases', ['basesUrl', 'baser'])).toBe('baser');
		expect(nearestName('base', ['baseUrl', 'baseUri'])).toBe('baseUrl');
	});

	it('finds every name of at least five letters in spite of a typo', () => {
		const letter = fc.constantFrom<string>('a', 'b', 'c', 'd', 'e');
		const letters = fc.array(letter, {minLength: 5, maxLength: 12});
		fc.assert(
			fc.property(letters, fc.nat(), fc.nat(), (written, first, second) => {
				const name = written.join('');
				const typo = [...written];
				typo[first % name.length] = 'x';
				typo.splice(second % name.length, 1);
				return nearestName(typo.join(''), [name]) === name;
			}),
		);
	});
});

describe('didYouMean', () => {
	it('asks about the nearest name, and nothing without one', () => {
		expect(didYouMean('tokne', names)).toBe('; did you mean `token`?');
		expect(didYouMean('q', names)).toBe('');
	});
});
