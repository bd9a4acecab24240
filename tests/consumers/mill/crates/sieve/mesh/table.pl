# Modules of perl's own, in Perl and with code for the CPU, from the package's folders alone.
use strict;
use warnings;
use List::Util qw(first);
use POSIX qw(floor);
use Text::Wrap qw(wrap);

for my $module ('List/Util.pm', 'POSIX.pm', 'Text/Wrap.pm') {
    die "$module is the machine's: $INC{$module}\n" if $INC{$module} =~ m{^/(usr|etc)/};
}
my @mesh = map { floor(100 / $_) } 1 .. 4;
print '[', wrap('', '', join(', ', @mesh)), "]\n";
