/* 250 tracking links in three calls. One advertiser permits no deep links, so that its links are made without a page. */
import {createAwinClient, type LinkRequest} from 'awin-sdk';
import {http} from 'msw';
import {startMockServer} from '../tools/mock-server.ts';

const withoutDeepLinks = 2007;

const linkBuilder = http.post<{publisherId: string}, {requests: LinkRequest[]}>(
	'https://api.awin.com/publishers/:publisherId/linkbuilder/generate-batch',
	async ({request}) => {
		const {requests} = await request.json();
		const responses = requests.map((one) => {
			const isRefused = one.advertiserId === withoutDeepLinks && one.destinationUrl !== undefined;
			return isRefused
				? {status: 400, body: {description: 'deeplinkNotPermitted'}, request: one}
				: {
						status: 200,
						body: {url: `https://tracking.example/${one.advertiserId}`},
						request: one,
					};
		});
		return Response.json({responses});
	},
);

const server = await startMockServer([linkBuilder]);
const awin = createAwinClient({token: 'demo-0f3c9a52', baseUrl: server.url});
const {generateAll} = awin.publisher(1001).linkBuilder;

const requests = Array.from({length: 250}, (_, index) => ({
	advertiserId: 2001 + (index % 10),
	destinationUrl: `https://shop.example/${index}`,
}));

const links = new Map<LinkRequest, string>();
const refused: LinkRequest[] = [];
for await (const {sent, result, safeToResend} of generateAll(requests)) {
	console.log(`${sent.length} requests: ${result.kind}, ${safeToResend.length} without a link`);
	for (const item of result.data ?? []) if (item.ok) links.set(item.request, item.data.url);
	refused.push(...safeToResend);
}

const withoutPage = refused.map(({advertiserId}) => ({advertiserId}));
for await (const {sent, result} of generateAll(withoutPage)) {
	console.log(`${sent.length} requests without a page: ${result.kind}`);
	for (const item of result.data ?? []) if (item.ok) links.set(item.request, item.data.url);
}
console.log(`${links.size} links`);

await server.close();
