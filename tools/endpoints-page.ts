/* Makes docs/endpoints.md from the declarations of the endpoints. */
import {type EndpointTree, isEndpoint} from '../src/api/bind.ts';
import type {About, AnyEndpoint} from '../src/api/endpoint.ts';
import type {Param} from '../src/api/input/param.ts';
import {inWords} from '../src/api/input/params.ts';
import {timezones} from '../src/api/time/zones.ts';

/** All declarations of a tree. */
export const listOf = (tree: EndpointTree): readonly AnyEndpoint[] =>
	Object.values(tree).flatMap((node) => (isEndpoint(node) ? [node] : listOf(node)));

const hosts = {api: '', feeds: 'https://productdata.awin.com', ui: 'https://ui.awin.com'} as const;

const zones = `one of ${inWords(timezones)}`;

const lines = (...parts: readonly (string | undefined)[]): string =>
	parts.filter((part) => part !== undefined).join('<br>');

const spanOf = ({span}: AnyEndpoint): string | undefined =>
	span === undefined || span.maxDays === Infinity
		? undefined
		: `\`${span.from}\` to \`${span.to}\`: at most ${span.maxDays} days`;

/** A line for a parameter, and one for each parameter in it. */
const linesOf = (name: string, {required, accepts, properties}: Param): readonly string[] => {
	const shown = required ? `**\`${name}\`**` : `\`${name}\``;
	const limits = properties === undefined ? accepts : accepts.replace(/ with `.*$/, '');
	const inner = accepts.startsWith('an array') ? `${name}[]` : name;
	return [
		`${shown}: ${limits.replace(zones, "one of [Awin's time zones](dates.md)")}`,
		...Object.entries(properties ?? {}).flatMap(([property, param]) =>
			linesOf(`${inner}.${property}`, param),
		),
	];
};

const paramsOf = (declaration: AnyEndpoint): string => {
	const params = Object.entries<Param>(declaration.params).flatMap(([name, param]) =>
		linesOf(name, param),
	);
	return params.length === 0 ? 'none' : lines(...params, spanOf(declaration));
};

/** What a declaration says of the calls without parameters, and of those with one flag. */
const byFlag = (
	value: unknown,
	params: Readonly<Record<string, Param>>,
): readonly [plain: unknown, flags: readonly (readonly [name: string, value: unknown])[]] => {
	if (typeof value !== 'function') return [value, []];
	const flags = Object.entries(params).filter(([, {accepts}]) => accepts === 'a boolean');
	const plain: unknown = value({});
	return [
		plain,
		flags
			.map(([name]): [string, unknown] => [name, value({[name]: true})])
			.filter(([, other]) => other !== plain),
	];
};

const inCell = (value: string | undefined, name?: string): string | undefined =>
	value === undefined || name === undefined ? value : `${value} with \`${name}\``;

const cellOf = (
	value: unknown,
	declaration: AnyEndpoint,
	write: (value: unknown) => string | undefined,
): string => {
	const [plain, flags] = byFlag(value, declaration.params);
	const cell = lines(
		inCell(write(plain)),
		...flags.map(([name, other]) => inCell(write(other), name)),
	);
	return cell === '' ? '–' : cell;
};

const credentials = {
	bearer: 'token, as Bearer',
	'x-api-key': '`conversionKey` or token, as `x-api-key`',
	'key-in-path': 'feed key, in the path; no token',
} as const;

/** What a declaration in the source says for the page. */
export const aboutOf = (declaration: AnyEndpoint): About => {
	if (!isDocumented(declaration)) throw new Error(`${declaration.name} lacks a summary.`);
	return declaration;
};

const isDocumented = (declaration: AnyEndpoint): declaration is AnyEndpoint & About =>
	['summary', 'source', 'certainty'].every(
		(name) => typeof Reflect.get(declaration, name) === 'string',
	);

const rowOf = (declaration: AnyEndpoint): string => {
	const {name, method, path, server = 'api', credential = 'bearer'} = declaration;
	const {reads = false, bucket, kinds, refuses} = declaration;
	const {summary, source, certainty} = aboutOf(declaration);
	const cells = [
		lines(`\`${name}\``, summary),
		`\`${method} ${hosts[server]}${path}\``,
		paramsOf(declaration),
		credentials[credential],
		cellOf(method === 'GET' || reads, declaration, (value) => (value === true ? 'yes' : 'no')),
		cellOf(bucket, declaration, (value) =>
			typeof value === 'string' ? `\`${value}\`` : undefined,
		),
		lines(inWords(kinds), refuses === true ? 'a 200 can be `refused`' : undefined),
		`[${certainty}](${source})`,
	];
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
};

const columns = [
	'Method and purpose',
	'Request',
	'Parameters',
	'Credential',
	'May be repeated',
	'Own limit',
	'Kinds of success',
	'Source',
];

const head = `| ${columns.join(' | ')} |\n|${' --- |'.repeat(columns.length)}`;

const groupsOf = (tree: EndpointTree): string =>
	Object.entries(tree)
		.map(([group, node]) => {
			const rows = (isEndpoint(node) ? [node] : listOf(node)).map(rowOf);
			return `## ${group}\n\n${head}\n${rows.join('\n')}\n`;
		})
		.join('\n');

/** Makes the page from the declarations. */
export const pageOf = (tree: EndpointTree): string => `# Endpoints

Every endpoint of Awin that the SDK has a method for. This page is made from the declarations in \`src/api\` by \`npm run docs:endpoints\`; do not edit it.

- **Method**: \`publisher\` stands for \`awin.publisher(id)\`, \`advertiser\` for \`awin.advertiser(id)\`, \`feeds\` for \`awin.feeds(key)\`. The id or the key in a path is that of the group.
- **Parameters**: required ones are bold. Parameters that stand in the path are sent there, the others in the query of a GET or the body of a POST. A value that is not accepted is a \`TypeError\`, and nothing is sent.
- **May be repeated**: whether the client sends a call again that may have been processed ([retries.md](retries.md)).
- **Own limit**: the name of a limit besides the 20 calls a minute of a token ([quota.md](quota.md)).
- **Kinds of success**: those that are known. Another 2xx is a success of its own kind if its body has the data of the endpoint, and otherwise \`invalid-body\` ([errors.md](errors.md#a-success-that-the-endpoint-is-not-known-to-have)).
- **Several calls**: methods that make more than one call are not in these tables: [batches.md](batches.md) has \`sendAll\`, \`generateAll\`, \`wait\` and reports of several regions, [iterate.md](iterate.md) has \`iterate\` and \`changes\`.
- **Source**: the page of Awin or the public client that the declaration is from. "documented" is from Awin's documentation, "seen" from a public client.

${groupsOf(tree)}`;
