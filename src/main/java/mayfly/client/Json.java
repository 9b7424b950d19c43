package mayfly.client;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Reads parts of a document that somebody else wrote: what is not there, or of another kind, is as good as absent. */
final class Json {
    private Json() { }

    /** Empty when it is no text or number. */
    static String text(JsonElement of, String name) {
        return of instanceof JsonObject o && o.get(name) instanceof JsonPrimitive p ? p.getAsString() : "";
    }

    static JsonObject object(JsonElement of, String name) {
        return of instanceof JsonObject o && o.get(name) instanceof JsonObject found ? found : new JsonObject();
    }

    static JsonArray array(JsonElement of, String name) {
        return of instanceof JsonObject o && o.get(name) instanceof JsonArray found ? found : new JsonArray();
    }

    /** Address of the first link of that relation, by its short name or as the end of a URI; empty when there is none. */
    static String link(JsonElement of, String rel) {
        for (JsonElement link : array(of, "links")) {
            String found = text(link, "rel");
            if (found.equals(rel) || found.endsWith("/" + rel)) return text(link, "href");
        }
        return "";
    }
}
