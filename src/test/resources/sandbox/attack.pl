#!/usr/bin/perl
# A program that tries to do what it should not, and says how far it came. Nothing but what perl-base has.
use Socket;
$| = 1;
my ($what, $target) = @ARGV;
sub say_it { print "$_[0]\n"; exit 0 }
if ($what eq 'connect') {
    socket(my $s, PF_INET, SOCK_STREAM, getprotobyname('tcp') || 6) or say_it("no socket: $!");
    say_it(connect($s, sockaddr_in($target, inet_aton('127.0.0.1'))) ? 'connected' : "not connected: $!");
}
if ($what eq 'read') { say_it(open(F, '<', $target) && defined(read(F, $some, 1)) ? 'read' : "not read: $!") }
if ($what eq 'list') { say_it(opendir(D, $target) ? 'listed ' . join(' ', sort grep { !/^\.\.?$/ } readdir D) : "not listed: $!") }
if ($what eq 'write') { say_it(open(F, '>>', $target) && print(F "x") && close(F) ? 'wrote' : "not written: $!") }
if ($what eq 'forks') {
    my @children;
    for (1 .. $target) {
        my $child = fork();
        last unless defined $child;
        if (!$child) { sleep 600; exit 0 }
        push @children, $child;
    }
    my $words = @children < $target ? "stopped: $!" : 'all';
    kill 'KILL', @children;
    say_it($words);
}
if ($what eq 'files') {
    my @open;
    for my $n (1 .. $target) { open($open[$n], '<', '/dev/null') or say_it("stopped: $!") }
    say_it('all');
}
if ($what eq 'huge') {
    open(F, '>', 'huge') or say_it("not opened: $!");
    for (1 .. $target) { syswrite(F, 'x' x 1_000_000) or say_it("stopped: $!") }
    say_it('all');
}
if ($what eq 'compute') { my $n = 0; $n++ while 1 }
if ($what eq 'burn') { my @t; do { my $n = 0; $n++ while $n < 100_000; @t = times } while $t[0] < $target; say_it('burnt') }
if ($what eq 'take') { my $much = 'x' x ($target * 1_000_000); sleep 3; say_it('taken') }
if ($what eq 'become') { $< = $> = 0; say_it("user $< $>") }
if ($what eq 'run') { exec { $target } $target, '-u' or say_it("not run: $!") }
if ($what eq 'kill') { say_it(kill('KILL', $target) ? 'killed' : "not killed: $!") }
if ($what eq 'trace') { say_it(syscall(101, 16, $target + 0, 0, 0) == 0 ? 'traced' : "not traced: $!") }
if ($what eq 'memory') { say_it(open(F, '<', "/proc/$target/environ") && defined(sysread(F, $some, 1)) ? 'read' : "not read: $!") }
if ($what eq 'daemon') {
    if (!fork()) {
        syscall(112);
        if (!fork()) {
            %ENV = ();
            open(STDIN, '<', '/dev/null'); open(STDOUT, '>', '/dev/null'); open(STDERR, '>', '/dev/null');
            exec 'sleep', $target;
        }
        exit 0;
    }
    wait;
    select undef, undef, undef, 0.3;
    say_it('left one behind');
}
if ($what eq 'links') {
    symlink $target, 'out-1.txt';
    link $target, 'out-2.txt' or print "no second name: $!\n";
    open(F, '>', 'out-3.txt'); print F "mine\n"; close F; chmod 06777, 'out-3.txt';
    mkdir 'd'; symlink '/etc', 'd/etc';
    for my $log ('../stdout.log', '../stderr.log', '../result.json', 'stdout.log') { unlink $log; symlink $target, $log }
    rename 'outputs', 'elsewhere'; symlink '/etc', 'outputs';
    say_it('tried');
}
if ($what eq 'facts') {
    my @status = do { open(F, '<', '/proc/self/status'); <F> };
    my %s = map { /^(\w+):\s*(.*?)\s*$/ ? ($1, $2) : () } @status;
    say_it("user $< group " . (split ' ', $()[0] . " nice " . getpriority(0, 0) . " rights $s{CapEff} locked $s{NoNewPrivs} home $ENV{HOME} tmp $ENV{TMPDIR}");
}
say_it("unknown: $what");
