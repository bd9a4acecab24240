//! An instruction that the CPU lacks: what it is that ends a server by signal 4.

use crate::spec::ServerSpec;

/// How the postmaster reports a process of its own that met one (SIGILL), and how its own end is shown.
const SIGNS: [&str; 2] = ["was terminated by signal 4", "signal: 4 (SIGILL)"];

/// What to say below `text`, of a server's end, where such an instruction is the cause.
pub fn explain(text: &str, spec: &ServerSpec) -> Option<String> {
    let met = SIGNS.iter().any(|sign| text.contains(sign));
    met.then(|| explanation(spec))
}

fn explanation(spec: &ServerSpec) -> String {
    let (cpu, model) = (&spec.cpu, &spec.cpu_model);
    let has = match &model.level {
        Some(level) => format!("the level {level}"),
        None => format!("the baseline of {cpu}"),
    };
    let seen = match (&spec.emulator, &model.qemu) {
        (None, _) => format!("this machine's own, for {has}"),
        (Some(_), None) => format!("QEMU's default, for {has}"),
        (Some(_), Some(qemu)) => format!("QEMU's model {qemu}, which has {has} and little more"),
    };
    let mend = match model.higher.first() {
        None => String::new(),
        Some(level) => format!(
            " Or say that the extension is for newer CPUs alone: `cpu_level = \"{level}\"` of its pgrx_release, \
             or `cpu_levels = [\"{level}\"]` of its pgrx_crate; {cpu} has {}.",
            model.higher.join(", ")
        ),
    };
    format!(
        "The code uses an instruction that the CPU of this test lacks, and so would a user's server: signal 4 is SIGILL.\n\
         The CPU is {seen}.\n\
         To mend it: let the code ask at run time whether the CPU has the instruction.{mend}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wrapper::test_spec;

    const LOG: &str =
        "LOG:  client backend (PID 7) was terminated by signal 4: Illegal instruction";

    #[test]
    fn the_text_names_the_model_and_the_attribute() {
        let spec = test_spec(17, Some("/q/qemu"));
        assert_eq!(
            explain(LOG, &spec).unwrap(),
            "The code uses an instruction that the CPU of this test lacks, and so would a user's server: signal 4 is SIGILL.\n\
             The CPU is QEMU's model old, which has the baseline of some and little more.\n\
             To mend it: let the code ask at run time whether the CPU has the instruction. Or say that the extension is for \
             newer CPUs alone: `cpu_level = \"v2\"` of its pgrx_release, or `cpu_levels = [\"v2\"]` of its pgrx_crate; \
             some has v2, v3."
        );
    }

    #[test]
    fn the_highest_level_on_this_machine_is_told_of_no_other() {
        let mut spec = test_spec(17, None);
        spec.cpu_model.level = Some("v3".into());
        spec.cpu_model.higher.clear();
        let text = explain(
            "ended at its start (signal: 4 (SIGILL) (core dumped))",
            &spec,
        )
        .unwrap();
        assert!(
            text.contains("The CPU is this machine's own, for the level v3.\n"),
            "{text}"
        );
        assert!(text.ends_with("has the instruction."), "{text}");
        assert_eq!(explain("was terminated by signal 11", &spec), None);
    }
}
