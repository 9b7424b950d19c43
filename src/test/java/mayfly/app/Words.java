package mayfly.app;

import java.net.http.HttpResponse;

/** What a page says. */
final class Words {
    private Words() { }

    /** The words of a page, without its markup, a blank between two. */
    static String of(HttpResponse<String> page) {
        return page.body().replaceAll("(?s)<head>.*?</head>|<[^>]+>", " ").replaceAll("[\\s\u00a0]+", " ");
    }
}
