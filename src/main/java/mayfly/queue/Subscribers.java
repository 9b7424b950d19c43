package mayfly.queue;

import java.net.URI;
import mayfly.job.Asked.Subscriber;
import mayfly.queue.outbound.AddressRules;
import mayfly.queue.outbound.HostList;
import mayfly.queue.outbound.NotAllowed;

/** Who may be told of a job, looked at when it is submitted. Their names are looked up when they are told: they may stand for another address by then. */
final class Subscribers {
    private final HostList hosts;
    private final AddressRules rules;

    Subscribers(HostList hosts, AddressRules rules) {
        this.hosts = hosts;
        this.rules = rules;
    }

    /** @throws Refusal BAD_REFERENCE that names the address which cannot be used, and what can */
    void check(Subscriber subscriber) {
        check("successUri", subscriber.success());
        check("inProgressUri", subscriber.progress());
        check("failedUri", subscriber.failure());
    }

    private void check(String name, String address) {
        if (address == null) return;
        String why = why(address);
        if (why != null) throw new Refusal(Refusal.Reason.BAD_REFERENCE, "“subscriber." + name + "”: " + Words.address(address) + " cannot be used: " + why + " Nothing was started.");
    }

    private String why(String address) {
        if (hosts.isEmpty()) return "nobody is called back here. Leave it out, and ask for the status of the job.";
        try {
            rules.checked(URI.create(address));
            return null;
        } catch (NotAllowed e) {
            return e.getMessage();
        } catch (IllegalArgumentException e) {
            return "it is no address that can be read.";
        }
    }
}
