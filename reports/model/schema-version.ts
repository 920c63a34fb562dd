/** Of the format of `report.json`. An older one is brought up to it by reports/upgrade/. */
export const SCHEMA_VERSION = 1;
