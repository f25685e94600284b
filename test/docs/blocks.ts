import {spawnSync} from 'node:child_process';
import {globSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** A block of TypeScript in a text that users read. */
export type Block = {
	/** Where it stands, as in `README.md:12`. */
	readonly where: string;
	readonly code: string;
	/** What its `//=>` comments say that it prints. */
	readonly prints: readonly string[];
	/** Whether it uses `awin` without creating it. */
	readonly needsClient: boolean;
	/** Whether it imports a package that only `tools/recipes` installs, whose tests run it. */
	readonly isApart: boolean;
};

/** Creates the client that a block uses, if it does not create one itself. */
const preamble = `import {createAwinClient} from 'awin-sdk';
const awin = createAwinClient({token: process.env.AWIN_TOKEN});
`;

/** The texts whose blocks have to run as they are when pasted into a file. */
export const selfContained: ReadonlySet<string> = new Set([
	'README.md',
	'docs/batches.md',
	'docs/caching.md',
	'docs/dates.md',
	'docs/errors.md',
	'docs/feeds.md',
	'docs/fetch.md',
	'docs/guides/build-links.md',
	'docs/guides/read-feeds.md',
	'docs/guides/send-conversions.md',
	'docs/guides/validate-sales.md',
	'docs/guides/sync-transactions.md',
	'docs/iterate.md',
	'docs/links-and-notifications.md',
	'docs/observability.md',
	'docs/options.md',
	'docs/quota.md',
	'docs/recipes/bullmq.md',
	'docs/recipes/cloudflare.md',
	'docs/recipes/nextjs.md',
	'docs/recipes/own-errors.md',
	'docs/recipes/prometheus.md',
	'docs/recipes/proxy.md',
	'docs/recipes/upgrade.md',
	'docs/requests.md',
	'docs/retries.md',
	'docs/testing.md',
	'docs/versions.md',
]);

/** The texts of the documentation, and the sources, whose comments have examples. */
const texts = ['README.md', 'docs/**/*.md', 'src/**/*.ts', 'mocks/**/*.ts'];

const fence = /^([ \t]*(?:\* )?)```ts\n([\s\S]*?)^[ \t]*(?:\* )?```$/gm;

/** Whether a block uses `awin` without creating it: a member of it, or the client as a value. */
export const usesClient = (code: string): boolean => {
	const statements = code.replaceAll(/\/\/.*$/gm, '').replaceAll(/'[^'\n]*'/g, '');
	return /\bawin\b/.test(statements) && !/\bawin\s*=/.test(statements);
};

const {dependencies}: {readonly dependencies: Readonly<Record<string, string>>} = JSON.parse(
	readFileSync(join(root, 'tools/recipes/package.json'), 'utf8'),
);
const apart = Object.keys(dependencies);

const blocksOf = (path: string): Block[] => {
	const text = readFileSync(path, 'utf8');
	return [...text.matchAll(fence)].map(([, margin = '', indented = ''], index, all) => {
		const code = indented
			.split('\n')
			.map((line) => (line.startsWith(margin) ? line.slice(margin.length) : line.trimStart()))
			.map((line) => (line.trim() === '*' ? '' : line))
			.join('\n');
		const line = text.slice(0, all[index]?.index).split('\n').length + 1;
		const file = relative(root, path);
		const needsClient = usesClient(code);
		return {
			where: `${file}:${line}`,
			code: needsClient && !selfContained.has(file) ? preamble + code : code,
			needsClient,
			isApart: apart.some((name) => code.includes(`from '${name}'`)),
			prints: [...code.matchAll(/\/\/=> (.*)$/gm)].map(([, printed = '']) => printed),
		};
	});
};

export const blocks: readonly Block[] = globSync(texts, {cwd: root}).flatMap((path) =>
	blocksOf(join(root, path)),
);

/** The blocks of a page, in order. */
export const blocksIn = (page: string): readonly Block[] =>
	blocks.filter(({where}) => where.startsWith(`${page}:`));

/** Inside the repository, so that the packages that a block imports are found. */
export const folder = join(root, 'node_modules/.blocks');

/** The file that a block is written to. */
export const fileOf = ({where}: Block, into = folder): string =>
	join(into, `${where.replaceAll(/[^\w.]+/g, '-')}.ts`);

/** The key of the documentation. Each block runs with another one, and so with a quota of its own. */
const documentedFeedKey = 'my-feed-key';

/** Where the Redis of the documentation is. */
const documentedRedis = 'redis://localhost:6379';

/** Writes blocks as modules into a folder, with a project that holds them all. */
export const writeBlocks = (
	written: readonly Block[],
	into: string,
	redisUrl = documentedRedis,
): void => {
	rmSync(into, {recursive: true, force: true});
	mkdirSync(into, {recursive: true});
	for (const block of written) {
		const code = block.code
			.replaceAll(documentedRedis, redisUrl)
			.replaceAll(documentedFeedKey, `key-of-${block.where.replaceAll(/\W/g, '-')}`);
		writeFileSync(fileOf(block, into), `${code}\nexport {};\n`);
	}
	const project = {
		extends: join(root, 'tsconfig.json'),
		compilerOptions: {
			/* Blocks are written in the plain style of users, and need not use all that they name. */
			noPropertyAccessFromIndexSignature: false,
			noUnusedLocals: false,
			noUnusedParameters: false,
			skipLibCheck: true,
		},
		include: [],
		files: written.map((block) => fileOf(block, into)),
	};
	writeFileSync(join(into, 'tsconfig.json'), JSON.stringify(project, undefined, '\t'));
};

/** What the compiler says of the blocks in a folder: nothing, if they compile. */
export const compile = (written: string): string => {
	const tsc = join(root, 'node_modules/typescript/bin/tsc');
	return spawnSync(process.execPath, [tsc, '-p', written], {encoding: 'utf8'}).stdout;
};
