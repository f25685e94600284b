import {build} from 'esbuild';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import * as core from 'awin-sdk/core';
import * as whole from 'awin-sdk';

const root = join(import.meta.dirname, '..');

/** The files of the package in the bundle of an entry, and the code. */
const bundle = async (entry: string) => {
	const {metafile, outputFiles} = await build({
		absWorkingDir: root,
		entryPoints: [entry],
		bundle: true,
		write: false,
		metafile: true,
		minify: true,
		packages: 'external',
		format: 'esm',
		platform: 'neutral',
	});
	return {files: Object.keys(metafile.inputs), code: outputFiles[0]?.text ?? ''};
};

/* Texts of the endpoints that minifying keeps, and the package that only they need. */
const texts = ['/publishers/{publisherId}/programmes', 'publisher.programmes.list', 'papaparse'];

/* Texts of the entry for OpenTelemetry. */
const telemetryTexts = ['@opentelemetry/api', 'http.client.request.duration', 'startSpan'];

describe('awin-sdk/core', () => {
	it('contains nothing of the endpoints', async () => {
		const {files, code} = await bundle('src/core.ts');
		expect(files).toContain('src/client.ts');
		expect(files.filter((file) => file.startsWith('src/api/'))).toEqual([]);
		for (const text of texts) expect(code).not.toContain(text);
	});

	it('differs from awin-sdk, which contains them', async () => {
		const {files, code} = await bundle('src/index.ts');
		expect(files.filter((file) => file.startsWith('src/api/')).length).toBeGreaterThan(30);
		expect(texts.filter((text) => code.includes(text))).toEqual(texts);
	});

	it.each(['src/core.ts', 'src/index.ts', 'src/redis.ts'])(
		'has nothing of OpenTelemetry in %s, which is an entry of its own',
		async (entry) => {
			const {files, code} = await bundle(entry);
			expect(files.filter((file) => file.includes('opentelemetry'))).toEqual([]);
			for (const text of telemetryTexts) expect(code).not.toContain(text);
		},
	);

	it('has an entry for OpenTelemetry that contains nothing of the client', async () => {
		const {files, code} = await bundle('src/opentelemetry.ts');
		expect(files).not.toContain('src/client.ts');
		expect(telemetryTexts.filter((text) => code.includes(text))).toEqual(telemetryTexts);
	});

	it('exports what awin-sdk exports, except what belongs to the endpoints', () => {
		const names = Object.keys(core).filter((name) => name !== 'createAwinClient');
		expect(Object.keys(whole)).toEqual(expect.arrayContaining(names));
		for (const name of names) expect(Reflect.get(whole, name)).toBe(Reflect.get(core, name));
	});

	it('exports the same types by name', () => {
		const namesIn = (file: string) =>
			[...readFileSync(join(root, file), 'utf8').matchAll(/\{([^}]*)\}/g)].flatMap(
				([, list = '']) => list.split(',').map((name) => name.trim().replace(/^type /, '')),
			);
		const listed = namesIn('src/index.ts');
		expect(namesIn('src/core.ts').filter((name) => !listed.includes(name))).toEqual([]);
	});
});
