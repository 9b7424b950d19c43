package mayfly.worker;

import java.util.ServiceLoader;

/** The computations that a worker can run: those that its class path lists in {@code META-INF/services}. */
final class Computations {
    private Computations() { }

    /**
     * An instance of the class of that name. It is asked for by name first, because to read the lists all jars have to be opened; only a class that is no public computation
     * with a public constructor is looked for there.
     *
     * @throws IllegalStateException when there is none
     */
    @SuppressWarnings("unchecked")
    static Computation<Object, Object> find(String name) {
        try {
            Class<?> type = Class.forName(name);
            if (Computation.class.isAssignableFrom(type)) return (Computation<Object, Object>) type.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            // The lists may know a provider method.
        }
        return listed(name);
    }

    @SuppressWarnings("unchecked")
    private static Computation<Object, Object> listed(String name) {
        for (ServiceLoader.Provider<Computation> p : ServiceLoader.load(Computation.class).stream().toList()) {
            if (p.type().getName().equals(name)) return (Computation<Object, Object>) p.get();
        }
        throw new IllegalStateException("no computation " + name + " is listed in META-INF/services/" + Computation.class.getName());
    }
}
