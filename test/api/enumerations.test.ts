import {describe, expect, it} from 'vitest';
import {accountTypes} from '../../src/api/accounts/list.ts';
import {conversionChannels} from '../../src/api/advertiser/conversions.ts';
import {validationOutputs} from '../../src/api/advertiser/validations-get.ts';
import {feedCompressions} from '../../src/api/feeds/download.ts';
import {offerMemberships, offerStatuses, offerTypes} from '../../src/api/publisher/offers-list.ts';
import {productFeedGroups} from '../../src/api/publisher/product-feed-download.ts';
import {detailsRelationships} from '../../src/api/publisher/programmes-details.ts';
import {relationships} from '../../src/api/publisher/programmes-list.ts';
import {
	transactionQueryDateTypes,
	transactionQueryStatuses,
} from '../../src/api/publisher/transaction-queries.ts';
import {customerAcquisitions} from '../../src/api/rows/conversion-orders.ts';
import {regionCodes} from '../../src/api/rows/region.ts';
import {campaignIntervals, reportDateTypes} from '../../src/api/rows/report-params.ts';
import {reportGroups} from '../../src/api/rows/report.ts';
import {timezones} from '../../src/api/time/zones.ts';
import {transactionDateTypes} from '../../src/api/rows/transaction-params.ts';
import {commissionStatuses} from '../../src/api/rows/transaction.ts';

/* From Awin's pages, to find a value that is lost or misspelled. */
const documented: readonly [name: string, values: readonly string[], text: string][] = [
	['account types', accountTypes, 'publisher advertiser'],
	['relationships', relationships, 'joined pending suspended rejected notjoined'],
	['details', detailsRelationships, 'joined pending suspended rejected notjoined any'],
	['commission statuses', commissionStatuses, 'pending approved declined deleted'],
	['dates of a transaction', transactionDateTypes, 'transaction validation amendment'],
	['dates of a query', transactionQueryDateTypes, 'enquiryDate transactionDate validationDate'],
	['statuses of a query', transactionQueryStatuses, 'pending approved declined'],
	['dates of a report', reportDateTypes, 'transaction validation'],
	['groups of a report', reportGroups, 'pending confirmed bonus declined total'],
	['intervals of campaigns', campaignIntervals, 'day month year'],
	['memberships of offers', offerMemberships, 'joined notJoined all'],
	['statuses of offers', offerStatuses, 'active expiringSoon upcoming'],
	['types of offers', offerTypes, 'promotion voucher'],
	['outputs of a job', validationOutputs, 'errors all'],
	['customers', customerAcquisitions, 'NEW RETURNING'],
	['channels', conversionChannels, 'aw ppcgeneric ppcbrand display social Other Organic direct'],
	[
		'groups of a product',
		productFeedGroups,
		'meta product_basic price_and_availability product_category product_identifiers product_detailed shopping_campaign delivery tax',
	],
	['compressions', feedCompressions, 'gzip zip'],
	['regions', regionCodes, 'AT AU BE BR BU CA CH DE DK ES FI FR GB IE IT NL NO PL SE US'],
	[
		'time zones',
		timezones,
		'America/Sao_Paulo Australia/Sydney Canada/Eastern Canada/Central Canada/Mountain Canada/Pacific Europe/Berlin Europe/Helsinki Europe/Paris Europe/London Europe/Dublin US/Eastern US/Central US/Mountain US/Pacific UTC',
	],
];

describe('enumerations', () => {
	it.each(documented)('%s have the documented values', (_, values, text) => {
		expect(values.join(' ')).toBe(text);
	});

	it('have sixteen time zones that the runtime knows', () => {
		expect(timezones).toHaveLength(16);
		for (const timeZone of timezones) {
			expect(() => new Intl.DateTimeFormat('en', {timeZone})).not.toThrow();
		}
	});
});
