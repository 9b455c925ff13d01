"""One command to a file. This package knows the stages and no arithmetic.

A command is a module ``x.py`` with a click command ``x``; ``main.COMMANDS`` names it, and
``help.COMMAND_HELP`` says in a line what it does. Commands import stages inside their function,
so that help pages stay quick. They let ``Refused`` rise: ``main`` prints it and exits with 1.
``language.say`` picks the wording, ``language.current_language`` tells the language,
``json_output`` prints JSON (refusals too), ``report_problems`` prints diagnostics that do not
refuse, and ``ctx.exit(exits.PROVISIONAL)`` ends a run with open results. Help texts are
Chinese in the code; ``english.ENGLISH`` translates them.

In: the arguments of a command line.
Out: what is printed, and the exit code.
Imports: ``flow``; of the stages values and words only.
"""
