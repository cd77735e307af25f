using FluentValidation;
using FluentValidation.Internal;

namespace BotKit.Validation;

/// <summary>When a rule makes an input invalid.</summary>
internal enum RuleForce
{
    Always,
    Sometimes,
    Never,
}

/// <summary>Tells <see cref="RuleForce"/>.</summary>
internal static class RuleForces
{
    private const string DefaultRuleSet = "default";

    /// <summary>Whether a rule is run when nobody asks for a rule set.</summary>
    public static bool IsRun(IValidationRule rule)
        => rule.RuleSets is not { Length: > 0 } sets || sets.Contains(DefaultRuleSet, StringComparer.OrdinalIgnoreCase);

    public static RuleForce Of(IValidationRule rule, IRuleComponent component)
    {
        if (rule.HasCondition || rule.HasAsyncCondition || component.HasCondition || component.HasAsyncCondition
            || RuleReflection.Read(rule, "Filter") is not null || RuleReflection.Read(rule, "AsyncFilter") is not null)
        {
            return RuleForce.Sometimes;
        }

        if (RuleReflection.Read(component, "SeverityProvider") is not Delegate severity)
        {
            return RuleForce.Always;
        }

        return RuleReflection.CallWithoutInput(severity) switch
        {
            Severity.Error => RuleForce.Always,
            Severity => RuleForce.Never,
            _ => RuleForce.Sometimes,
        };
    }
}
