/*
 * Reads the programmes of a publisher and handles every case that matters here. The compiler knows which
 * branches have data, and its type.
 */
import {createAwinClient} from 'awin-sdk';
import {handlers, type Programme, programmedetails} from 'awin-sdk/mocks';
import {startMockServer} from '../tools/mock-server.ts';

const server = await startMockServer([programmedetails.missingRelationship(), ...handlers()]);
const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: server.url});

const namesOfProgrammes = async (publisherId: number): Promise<readonly string[]> => {
	const result = await awin.get<Programme[]>('/publishers/{publisherId}/programmes', {
		path: {publisherId},
		query: {relationship: 'joined'},
	});
	switch (result.kind) {
		case 'ok':
		case 'cache-hit':
			return result.data.map(({name}) => name);
		case 'not-found':
			return [];
		case 'unavailable':
			throw new Error(
				`Awin is unavailable; retry at ${result.error.retryAt?.toISOString() ?? 'any time'}`,
			);
		default:
			throw result.error ?? new Error(`unexpected: ${result.kind}`);
	}
};

console.log('programmes:', await namesOfProgrammes(1001));

/* A 401 does not always mean that the token is invalid. */
const details = await awin.get('/publishers/{publisherId}/programmedetails', {
	path: {publisherId: 1001},
	query: {advertiserId: 2001},
});
if (details.kind === 'unauthorized' && details.error.reason === 'missing-relationship') {
	console.log('not joined:', details.error.description);
} else {
	process.exitCode = 1;
}

await server.close();
