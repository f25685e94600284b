import {asNative, is, subject} from '../case.ts';

const decodes = (query: string, expected: unknown = 'one two') =>
	is(expected, async ({fetch, url}) => (await fetch(url(`/encoded?text=one two&${query}`))).text());

const asNatively = (query: string) =>
	asNative(async ({fetch, url}) => {
		try {
			return await (await fetch(url(`/encoded?text=one two&${query}`))).text();
		} catch (error) {
			return error instanceof TypeError ? 'TypeError' : 'another';
		}
	});

export const encodings = subject('`content-encoding`', {
	'gzip is decoded': decodes('codings=gzip'),
	'x-gzip is decoded': decodes('codings=x-gzip'),
	'deflate is decoded': decodes('codings=deflate'),
	'deflate without its header is decoded as natively': asNatively('codings=raw-deflate&as=deflate'),
	'br is decoded': asNatively('codings=br'),
	'zstd is decoded as natively': asNatively('codings=zstd'),
	'GZIP in upper case is decoded': decodes('codings=gzip&as=GZIP'),
	'two codings are decoded': decodes('codings=deflate,gzip'),
	'an unknown coding is left': asNatively('as=own'),
	'identity is left': asNatively('as=identity'),
	'an empty gzip body is empty': is('', async ({fetch, url}) =>
		(await fetch(url('/encoded?codings=gzip&text='))).text(),
	),
	'no bytes with the coding gzip are treated as natively': asNative(async ({fetch, url}) => {
		try {
			return await (await fetch(url('/encoded?as=gzip&text='))).text();
		} catch (error) {
			return error instanceof TypeError ? 'TypeError' : 'another';
		}
	}),
	'the body of an error is decoded': is([500, 'one'], async ({fetch, url}) => {
		const response = await fetch(url('/encoded?codings=gzip&status=500&text=one'));
		return [response.status, await response.text()];
	}),
	'the fields of the coding are kept': is(['gzip', true], async ({fetch, url}) => {
		const {headers} = await fetch(url('/encoded?codings=gzip&text=one two'));
		return [headers.get('content-encoding'), headers.has('content-length')];
	}),
	'a clone is decoded': is(['one two', 'one two'], async ({fetch, url}) => {
		const response = await fetch(url('/encoded?codings=gzip&text=one two'));
		const clone = response.clone();
		return Promise.all([response.text(), clone.text()]);
	}),
	'gzip is asked for as natively': asNative(
		async ({fetch, url}) => (await (await fetch(url('/echo'))).json()).headers['accept-encoding'],
	),
});
