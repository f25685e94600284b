import {type AwinResult, createAwinClient} from 'awin-sdk';
import {startMockServer} from '../../tools/mock-server.ts';
import {attempts} from './codes.ts';
import {exchangesOf, type Played, type Scenario} from './scenario.ts';

/** The maximum of the first backoff, which is random, in milliseconds. */
export const baseDelayMs = 20;

/** Returns what differs from the expected result. */
export const mismatchesOf = (
	{expected}: Pick<Scenario, 'expected'>,
	result: AwinResult,
): string[] => {
	const {kind, ok, status} = result;
	const actual = {kind, ok, status, exchanges: exchangesOf(result).join(' ')};
	const wanted = {...expected, exchanges: expected.exchanges.join(' ')};
	return (['kind', 'ok', 'status', 'exchanges'] as const)
		.filter((key) => actual[key] !== wanted[key])
		.map((key) => `${key} is "${actual[key]}", expected "${wanted[key]}"`);
};

const pathOf = (index: number): string => `/scenarios/${index}`;

/** Runs the scenarios one by one against one server, each with its own client. */
export const play = async (
	scenarios: readonly Scenario[],
	onStart: (url: string) => void,
	onPlayed: (played: Played) => void,
): Promise<void> => {
	const server = await startMockServer(scenarios.map(({handler}, index) => handler(pathOf(index))));
	onStart(server.url);
	try {
		for (const [index, scenario] of scenarios.entries()) {
			const awin = createAwinClient({
				token: 'demo-0f3c9a52',
				baseUrl: server.url,
				quota: false,
				retry: {attempts, baseDelayMs},
				...scenario.options,
			});
			const {call = async (client, path) => client.get(path)} = scenario;
			const result = await call(awin, pathOf(index));
			onPlayed({scenario, result, mismatches: mismatchesOf(scenario, result)});
		}
	} finally {
		await server.close();
	}
};
