import {is, subject} from '../case.ts';
import {failureOf} from '../outcome.ts';
import {okBytes, reply} from '../paths.ts';

const json = (body: string) => reply({headers: [['content-type', 'application/json']], body});

type Reader = (response: Response) => Promise<unknown>;

const readers: Readonly<Record<string, Reader>> = {
	'text()': async (response) => response.text(),
	'json()': async (response) => response.json(),
	'arrayBuffer()': async (response) => (await response.arrayBuffer()).byteLength,
	'blob()': async (response) => (await response.blob()).size,
};

/** Two reads of one response: the second is refused. */
const twice = Object.fromEntries(
	Object.entries(readers).flatMap(([first, read]) =>
		Object.entries(readers).map(([second, readAgain]) => [
			`\`${second}\` after \`${first}\` is refused`,
			is([true, 'TypeError'], async ({fetch, url}) => {
				const response = await fetch(url(json('{"a":1}')));
				await read(response);
				return [response.bodyUsed, await failureOf(readAgain(response))];
			}),
		]),
	),
);

export const usedBodies = subject('used bodies', {
	...twice,
	'`bodyUsed` is false before and true after': is([false, true], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const before = response.bodyUsed;
		await response.text();
		return [before, response.bodyUsed];
	}),
	'`bodyUsed` is true as soon as a reader is called': is(true, async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const text = response.text();
		const {bodyUsed} = response;
		await text;
		return bodyUsed;
	}),
	'two readers at once: the second is refused': is(['ok', 'TypeError'], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		return Promise.all([response.text(), failureOf(response.text())]);
	}),
	'a reader of a locked body is refused': is(['TypeError', false], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		response.body?.getReader();
		return [await failureOf(response.text()), response.bodyUsed];
	}),
	'a body whose lock was released can be read': is('ok', async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		response.body?.getReader().releaseLock();
		return response.text();
	}),
	'a body that was read in part is used': is([true, 'TypeError'], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		const reader = response.body?.getReader();
		await reader?.read();
		reader?.releaseLock();
		return [response.bodyUsed, await failureOf(response.text())];
	}),
	'a body that was cancelled is used': is([true, 'TypeError'], async ({fetch, url}) => {
		const response = await fetch(url(okBytes()));
		await response.body?.cancel();
		return [response.bodyUsed, await failureOf(response.text())];
	}),
});
