import {is, subject} from '../case.ts';
import {thrownBy} from '../outcome.ts';
import {okBytes, reply} from '../paths.ts';

const fieldOf = (name: string, expected: string | null, ...fields: readonly string[]) =>
	is(expected, async ({fetch, url}) => (await fetch(url(okBytes(...fields)))).headers.get(name));

const changes: Readonly<Record<string, (headers: Headers) => void>> = {
	append: (headers) => headers.append('x-own', '2'),
	set: (headers) => headers.set('x-own', '2'),
	delete: (headers) => headers.delete('x-own'),
};

export const responseHeaders = subject('header fields of a response', {
	'a field is read by its name in any case': is(['1', '1', true], async ({fetch, url}) => {
		const {headers} = await fetch(url(reply({headers: [['X-Own', '1']]})));
		return [headers.get('x-own'), headers.get('X-OWN'), headers.has('x-Own')];
	}),
	'a field that is not there is `null`': fieldOf('x-own', null),
	'repeated fields are combined': fieldOf('x-own', '1, 2', 'x-own: 1', 'X-Own: 2'),
	'white space around a value is removed': fieldOf('x-own', 'one two', 'x-own:  \t one two  '),
	'an empty value is an empty string': fieldOf('x-own', '', 'x-own:'),
	'a value is bytes': fieldOf('x-own', 'caf\u00e9', 'x-own: caf\u00e9'),
	'UTF-8 in a value is read byte for byte': fieldOf(
		'x-own',
		'caf\u00c3\u00a9',
		'x-own: caf\u00c3\u00a9',
	),
	'commas in a value stay': fieldOf('x-own', 'a,b , c', 'x-own: a,b , c'),
	'each `set-cookie` is kept': is(
		['a=1', 'b=2; Path=/, x'],
		async ({fetch, url}) => {
			const lines = ['set-cookie: a=1', 'set-cookie: b=2; Path=/, x'];
			return (await fetch(url(okBytes(...lines)))).headers.getSetCookie();
		},
		{inBrowser: false},
	),
	'names are lower-case and sorted': is(['x-a', 'x-b', 'x-c'], async ({fetch, url}) => {
		const {headers} = await fetch(url(okBytes('X-C: 1', 'x-a: 1', 'X-b: 1')));
		return [...headers.keys()].filter((name) => name.startsWith('x-'));
	}),
	'names and values can be iterated': is(
		[
			['x-a', '1'],
			['x-b', '2, 3'],
		],
		async ({fetch, url}) => {
			const {headers} = await fetch(url(okBytes('x-b: 2', 'x-a: 1', 'x-b: 3')));
			return [...headers].filter(([name]) => name.startsWith('x-'));
		},
	),
	'a field named `__proto__` is a field': fieldOf('__proto__', 'yes', '__proto__: yes'),
	'a field named `constructor` is a field': fieldOf('constructor', 'yes', 'constructor: yes'),
	...Object.fromEntries(
		Object.entries(changes).map(([name, change]) => [
			`\`${name}\` is refused`,
			is(['TypeError', '1'], async ({fetch, url}) => {
				const {headers} = await fetch(url(reply({headers: [['x-own', '1']]})));
				return [thrownBy(() => change(headers)), headers.get('x-own')];
			}),
		]),
	),
	'a copy can be changed': is('2', async ({fetch, url}) => {
		const headers = new Headers((await fetch(url(reply({})))).headers);
		headers.set('x-own', '2');
		return headers.get('x-own');
	}),
	'`headers` is one object': is(true, async ({fetch, url}) => {
		const response = await fetch(url(reply({})));
		return response.headers === response.headers && response.headers instanceof Headers;
	}),
	'a hundred fields are read': is(100, async ({fetch, url}) => {
		const fields = Array.from({length: 100}, (_, index) => `x-${index}: ${index}`);
		const {headers} = await fetch(url(okBytes(...fields)));
		return [...headers.keys()].filter((name) => name.startsWith('x-')).length;
	}),
});
