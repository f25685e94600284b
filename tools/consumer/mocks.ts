/* A project that tests its own code with the mocks. It is type-checked and run against the packed tarball. */
import {createAwinClient} from 'awin-sdk';
import {byStatus, cached, handlers, inTurn, programmes, testing} from 'awin-sdk/mocks';
import {setupServer} from 'msw/node';

const server = setupServer(
	byStatus('/accounts', 401),
	inTurn(programmes.path, [503, programmes.success([{id: 7}])]),
	cached('/advertisers/{advertiserId}/publishers', {body: []}),
	...handlers(),
);
server.listen({onUnhandledFrame: 'error'});

const awin = createAwinClient({...testing, token: 'token'});
const kinds = [
	await awin.get('/accounts'),
	await awin.get('/publishers/{publisherId}/programmes', {path: {publisherId: 1}}),
	await awin.get('/advertisers/{advertiserId}/publishers', {path: {advertiserId: 2}}),
].map(({kind}) => kind);

server.close();
if (kinds.join() !== 'unauthorized,ok,ok') throw new Error(`unexpected: ${kinds.join()}`);
