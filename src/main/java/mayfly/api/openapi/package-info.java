/** The description of the JSON face (OpenAPI 3.0), made from the catalog. */
package mayfly.api.openapi;
