/**
 * What can be run: process descriptions read from YAML files, the validation of inputs against them, and the form fields drawn
 * from the same schema. Knows nothing of jobs under way, Redis or the web. May import job only.
 */
package mayfly.catalog;
