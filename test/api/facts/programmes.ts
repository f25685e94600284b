import type {
	CommissionGroups,
	CommissionGroupsListParams,
} from '../../../src/api/publisher/commission-groups.ts';
import type {CommissionSharingRule} from '../../../src/api/publisher/commission-sharing-rules.ts';
import type {
	ProgrammeDetails,
	ProgrammesDetailsParams,
} from '../../../src/api/publisher/programmes-details.ts';
import type {Programme, ProgrammesListParams} from '../../../src/api/publisher/programmes-list.ts';
import type {Facts} from '../fact.ts';

export const programmesListParams = {
	relationship: 'DOC programmes',
	countryCode: 'DOC programmes',
	includeHidden: 'DOC programmes',
} as const satisfies Facts<ProgrammesListParams>;

export const programme = {
	id: 'DOC programmes',
	name: 'DOC programmes',
	description: 'DOC programmes',
	displayUrl: 'DOC programmes',
	clickThroughUrl: 'DOC programmes',
	logoUrl: 'DOC programmes',
	currencyCode: 'DOC programmes',
	primarySector: 'DOC programmes',
	status: 'DOC programmes',
	linkStatus: 'DOC programmes',
	primaryRegion: 'DOC programmes',
	'primaryRegion.name': 'DOC programmes',
	'primaryRegion.countryCode': 'DOC programmes',
	'validDomains[]': 'DOC programmes',
	'validDomains[].domain': 'DOC programmes',
} as const satisfies Facts<Programme>;

export const programmesDetailsParams = {
	advertiserId: 'DOC progdetails',
	relationship: 'DOC progdetails',
} as const satisfies Facts<ProgrammesDetailsParams>;

export const programmeDetails = {
	programmeInfo: 'DOC wiki-progdetails',
	'programmeInfo.id': 'DOC wiki-progdetails',
	'programmeInfo.name': 'DOC wiki-progdetails',
	'programmeInfo.displayUrl': 'DOC wiki-progdetails',
	'programmeInfo.clickThroughUrl': 'DOC wiki-progdetails',
	'programmeInfo.logoUrl': 'DOC wiki-progdetails',
	'programmeInfo.currencyCode': 'DOC wiki-progdetails',
	'programmeInfo.deeplinkEnabled': 'DOC wiki-progdetails',
	'programmeInfo.description': 'DOC wiki-progdetails',
	'programmeInfo.membershipStatus': 'DOC wiki-progdetails',
	'programmeInfo.primaryRegion': 'DOC wiki-progdetails',
	'programmeInfo.primaryRegion.name': 'DOC wiki-progdetails',
	'programmeInfo.primaryRegion.countryCode': 'DOC wiki-progdetails',
	'programmeInfo.validDomains[]': 'DOC wiki-progdetails',
	'programmeInfo.validDomains[].domain': 'INF programmes, unsure',
	'programmeInfo.primarySector': 'SEEN public-clients',
	'programmeInfo.linkStatus': 'SEEN public-clients',
	'programmeInfo.trackingTransparency': 'SEEN public-clients, unsure',
	kpi: 'DOC wiki-progdetails',
	'kpi.averagePaymentTime': 'DOC wiki-progdetails',
	'kpi.approvalPercentage': 'DOC wiki-progdetails',
	'kpi.epc': 'DOC wiki-progdetails',
	'kpi.conversionRate': 'DOC wiki-progdetails',
	'kpi.validationDays': 'DOC wiki-progdetails',
	'kpi.awinIndex': 'DOC wiki-progdetails',
	'commissionRange[]': 'DOC wiki-progdetails',
	'commissionRange[].min': 'DOC wiki-progdetails',
	'commissionRange[].max': 'DOC wiki-progdetails',
	'commissionRange[].type': 'DOC wiki-progdetails',
} as const satisfies Facts<ProgrammeDetails>;

export const commissionGroupsListParams = {
	advertiserId: 'DOC commgroups',
	effectiveDate: 'DOC commgroups',
	extraConditionsDetails: 'DOC commgroups',
} as const satisfies Facts<CommissionGroupsListParams>;

export const commissionGroups = {
	advertiser: 'DOC commgroups',
	publisher: 'DOC commgroups',
	'commissionGroups[]': 'DOC commgroups',
	'commissionGroups[].groupId': 'DOC commgroups',
	'commissionGroups[].groupCode': 'DOC commgroups',
	'commissionGroups[].groupName': 'DOC commgroups',
	'commissionGroups[].type': 'DOC commgroups',
	'commissionGroups[].amount': 'DOC commgroups',
	'commissionGroups[].currency': 'DOC commgroups',
	'commissionGroups[].percentage': 'DOC commgroups',
	'commissionGroups[].conditions[]': 'DOC commgroups',
	'commissionGroups[].conditions[].operator': 'DOC commgroups',
	'commissionGroups[].conditions[].type': 'DOC commgroups',
	'commissionGroups[].conditions[].values[]': 'DOC commgroups',
	'commissionGroups[].ratesStart': 'DOC commgroups',
	'commissionGroups[].ratesEnd': 'DOC commgroups',
} as const satisfies Facts<CommissionGroups>;

export const commissionSharingRule = {
	ruleId: 'DOC sharing',
	servicePartnerId: 'DOC sharing',
	publisherId: 'DOC sharing',
	servicePartnerShare: 'DOC sharing',
	publisherShare: 'DOC sharing',
	ruleTitle: 'DOC sharing',
	created: 'DOC sharing',
	modified: 'DOC sharing',
} as const satisfies Facts<CommissionSharingRule>;
