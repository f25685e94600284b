import {readFileSync} from 'node:fs';
import {cpus, totalmem} from 'node:os';
import {clients} from './clients.js';
import {cell, titles, referenceNames} from './cpu.js';
import {largeBodyClients} from './large-body.js';
import {median, ratio} from './rounds.js';
import {targets} from './targets.js';
import {sizes as bodySizes} from './throughput.js';

const table = (head, rows) =>
	[head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
		.map((cells) => `| ${cells.join(' | ')} |`)
		.join('\n');

/** Formats a median and, in parentheses, its ratio to another subject of the same run. */
const withRatio = (costs, name, base, scale = 1, digits = 1) =>
	costs.has(name)
		? `${(median(costs.get(name)) / scale).toFixed(digits)} (${ratio(costs, name, base).toFixed(2)})`
		: '–';

const names = Object.keys(clients);

const cpuTable = (costs) => {
	const baseOf = (title) => cell(costs.has(cell(title, 'ky')) ? title : titles[0], 'ky');
	const rows = [...names, ...Object.values(referenceNames)]
		.filter((name) => titles.some((title) => costs.has(cell(title, name))))
		.map((name) => [
			name,
			...titles.map((title) => withRatio(costs, cell(title, name), baseOf(title))),
		]);
	return table(['', ...titles], rows);
};

const throughputTable = (costs) => {
	const sizes = Object.keys(bodySizes);
	const rows = names.map((name) => [
		name,
		...sizes.map((size) => {
			const perSecond = 1e6 / median(costs.get(cell(size, name)));
			const times = 1 / ratio(costs, cell(size, name), cell(size, 'fetch + json()'));
			return `${perSecond.toFixed(0)} (${times.toFixed(2)})`;
		}),
	]);
	return table(['', ...sizes.map((size) => `${size}, calls per second`)], rows);
};

const memoryTable = ({allocations, heapGrowth, manyCalls}) =>
	table(
		['', 'allocated per call, kB', `growth over ${manyCalls.toLocaleString('en')} calls, MB`],
		[...allocations].map(([name, bytes]) => [
			name,
			(bytes / 1000).toFixed(1),
			(heapGrowth.get(name) / 1e6).toFixed(2),
		]),
	);

const packageTable = ({importTime, sizes}) =>
	table(
		['', 'first import, ms', 'min+gzip, kB'],
		[...importTime.keys()].map((name) => [
			name,
			withRatio(importTime, name, 'ky + p-retry', 1000),
			sizes.has(name) ? (sizes.get(name) / 1000).toFixed(1) : '–',
		]),
	);

const largeTable = ({times, peaks}) =>
	table(
		['', 'time, ms', 'peak memory, MB'],
		largeBodyClients.map((name) => [
			name,
			withRatio(times, name, 'fetch + json()', 1, 0),
			withRatio(peaks, name, 'fetch + json()', 1, 0),
		]),
	);

const curveTable = (title, ...curves) =>
	table(
		[title, ...[...curves[0].curve.keys()].map((count) => count.toLocaleString('en'))],
		curves.map(({what = 'CPU per call, µs', curve}) => [
			what,
			...[...curve.values()].map((cost) => cost.toFixed(1)),
		]),
	);

const partsTable = (parts) =>
	table(
		['part', 'min+gzip, kB'],
		[...parts].map(([name, bytes]) => [name, (bytes / 1000).toFixed(1)]),
	);

const versionOf = (name) =>
	JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url))).version;

const machine = () => {
	const peers = ['ky', 'p-retry', 'ofetch', 'axios', 'axios-retry', 'undici', 'got'];
	return [
		`${cpus().length} × ${cpus()[0].model}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${process.platform} ${process.arch};`,
		`Node.js ${process.versions.node};`,
		`${peers.map((name) => `${name} ${versionOf(name)}`).join(', ')}.`,
	].join(' ');
};

/** Formats all tables as Markdown. */
export const report = (results) => {
	const {stub, loopback, throughput, parts, largeBody, quota, backoff, entries} = results;
	const sections = {
		Targets: table(
			['target', 'allowed', 'measured', 'met'],
			targets(results).map(({what, max, value, unit = ''}) => [
				what,
				`≤ ${max}${unit}`,
				`${value.toFixed(2)}${unit}`,
				value <= max ? 'yes' : 'no',
			]),
		),
		'CPU per call, in-process `fetch`, µs (ratio to ky)': cpuTable(stub),
		'CPU per call, loopback, µs (ratio to ky)': cpuTable(loopback),
		'Throughput over loopback, 50 concurrent calls (ratio to fetch)': throughputTable(throughput),
		Memory: memoryTable(results),
		'Import and size (ratio to ky + p-retry)': packageTable(results),
		'Size of each part': partsTable(parts),
		'One JSON response of 50 MB (ratio to fetch)': largeTable(largeBody),
		Scaling: [
			curveTable('calls waiting for quota', {curve: quota}),
			curveTable('calls waiting in backoff', {curve: backoff}),
			curveTable(
				'entries in the cache, fresh hit',
				{curve: entries.hits},
				{what: 'the same entries read from a bare `Map`, µs', curve: entries.bare},
			),
		].join('\n\n'),
	};
	const bodies = Object.entries(sections).map(([title, body]) => `### ${title}\n\n${body}\n`);
	return [`${machine()}\n`, ...bodies].join('\n');
};
