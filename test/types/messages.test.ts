import {spawnSync} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {afterAll, describe, expect, it} from 'vitest';

/* What the compiler says about the mistakes that users make. The calls that compile are in calls.test-d.ts. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}node_modules/.cache/compile-errors/`;

/** Mistakes, each a line of code, and what the message about it contains. */
const mistakes: readonly (readonly [code: string, message: RegExp])[] = [
	["awin.get('/p/{id}/x')", /\{ readonly path: PathValues<"\/p\/\{id\}\/x">; \}/],
	["awin.get('/p/{id}', {})", /Property 'path' is missing in type '\{\}'/],
	["awin.get('/p/{id}', {query: {a: 1}})", /Property 'path' is missing in type/],
	["awin.get('/p/{id}', {path: {}})", /Property 'id' is missing in type '\{\}'/],
	["awin.get('/p/{userId}', {path: {userID: 1}})", /Did you mean to write 'userId'\?/],
	["awin.get('/p/{id}', {path: {id: true}})", /'boolean' is not assignable to type 'PathValue'/],
	["awin.get('/p', {path: {id: 1}})", /'number' is not assignable to type 'undefined'/],
	["awin.get('/p', {json: {a: 1}})", /'\{ a: number; \}' is not assignable to type 'undefined'/],
	["awin.get<{a: 1}>('/p', {json: {a: 1}})", /is not assignable to type 'undefined'/],
	["awin.get('/p', {qurey: {a: 1}})", /Did you mean to write 'query'\?/],
	["awin.get<{a: 1}>('/p', {qurey: {a: 1}})", /Did you mean to write 'query'\?/],
	["awin.get('/p', {deadlineMs: '1'})", /'string' is not assignable to type 'number'/],
	[
		"awin.get('/p', Object.assign({retry: 3}, {}))",
		/'number' is not assignable to type 'false \| CallRetryOptions/,
	],
	["awin.get('/p', {query: {a: {}}})", /not assignable to type 'QueryValue'/],
	["awin.get<{a: 1}>('/p', {as: 'text'})", /'"text"' is not assignable to type '"json"'/],
	["awin.get('/p', {as: 'txt'})", /Did you mean '"text"'\?/],
	["awin.get<1, 'not-found'>('/p')", /'"not-found"' does not satisfy the constraint 'SuccessKind'/],
	["awin.post('/p/{id}', {json: {}})", /Property 'path' is missing in type/],
	["awin.request({path: '/p', qurey: {}})", /Did you mean to write 'query'\?/],
	["awin.request({path: '/p/{id}'})", /Property 'pathParams' is missing/],
	["awin.request({method: 'GET'})", /Property 'path' is missing/],
	["awin.request({method: 'get', path: '/p'})", /Did you mean '"GET"'\?/],
	["awin.request('get', '/p')", /'"get"' is not assignable to parameter of type 'Method'/],
	["awin.request('GET', '/p/{id}')", /\{ readonly path: PathValues<"\/p\/\{id\}">; \}/],
];

/** Names of types that no message may show, because users cannot import them. */
const privateNames =
	/\b(IsDynamic|Values|BodyOptions|FormOptions|PathAlone|IfOptional|DataAs|Schema|Successes|Failures|Omit)\b/;

/** Compiles each mistake as a file of its own, and returns the messages by number. */
const compile = (): ReadonlyMap<number, string> => {
	rmSync(folder, {recursive: true, force: true});
	mkdirSync(folder, {recursive: true});
	const files = mistakes.map(([code], index) => {
		const file = `${folder}${index}.ts`;
		writeFileSync(
			file,
			`import type {AwinClient} from 'awin-sdk';\ndeclare const awin: AwinClient;\nvoid ${code};\n`,
		);
		return file;
	});
	const project = {extends: `${root}tsconfig.json`, include: [], files};
	writeFileSync(`${folder}tsconfig.json`, JSON.stringify(project));
	const tsc = `${root}node_modules/typescript/bin/tsc`;
	const args = [tsc, '-p', folder, '--pretty', 'false'];
	const {stdout} = spawnSync(process.execPath, args, {encoding: 'utf8', cwd: folder});
	const messages = new Map<number, string>();
	for (const part of stdout.split(/^(?=\d+\.ts\()/m)) {
		const number = Number.parseInt(part, 10);
		messages.set(number, (messages.get(number) ?? '') + part);
	}
	return messages;
};

describe('the compiler', () => {
	const messages = compile();
	afterAll(() => rmSync(folder, {recursive: true, force: true}));

	it.each(mistakes.map(([code, message], index) => ({code, message, index})))(
		'says what is wrong with $code',
		({message, index}) => {
			expect(messages.get(index)).toMatch(message);
			expect(messages.get(index)).not.toMatch(privateNames);
			expect(messages.get(index)).not.toMatch(/'never'|No overload/);
		},
	);
});
