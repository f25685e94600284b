import {type AwinClient, type AwinClientOptions, createAwinClient} from 'awin-sdk';
import {answerInTurn, type Asked} from '../helpers/http-server.ts';

/** What a server answers. */
export type Reply = {readonly status?: number; readonly body: unknown};

/** The client options of these tests: no call waits, and none is stored. */
export const noWait = {
	token: 'test-0f3c9a52',
	quota: false,
	cache: false,
	retry: {baseDelayMs: 0, budget: false},
} as const satisfies AwinClientOptions;

const toAnswer = ({status = 200, body}: Reply) => ({
	status,
	headers: {'content-type': 'application/json'},
	body: JSON.stringify(body) ?? '',
});

/** Starts a server that answers in turn, with a client for it. */
export const serve = async (
	replies: readonly [Reply, ...Reply[]],
	options: Partial<AwinClientOptions> = {},
): Promise<{awin: AwinClient; asked: Asked[]}> => {
	const [first, ...rest] = replies;
	const {url: baseUrl, asked} = await answerInTurn(toAnswer(first), ...rest.map(toAnswer));
	const servers = {feeds: baseUrl, ui: baseUrl};
	return {awin: createAwinClient({...noWait, baseUrl, servers, ...options}), asked};
};
