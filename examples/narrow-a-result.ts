/*
 * Reads the programmes of a publisher and says what to do in every case that matters here. The compiler
 * knows in which branches there is data, and of which type.
 */
import {createAwinClient} from 'awin-sdk';
import {handlers, type Programme, programmedetails} from 'awin-sdk/mocks';
import {startMockServer} from '../tools/mock-server.ts';

const server = await startMockServer([programmedetails.missingRelationship(), ...handlers]);
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
				`Awin is down; again at ${result.error.retryAt?.toISOString() ?? 'any time'}`,
			);
		default:
			throw result.error ?? new Error(`unexpected: ${result.kind}`);
	}
};

console.log('programmes:', await namesOfProgrammes(1001));

/* A 401 does not always mean the token. */
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
