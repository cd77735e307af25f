using System.Collections;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;

namespace BotKit.Validation;

/// <summary>The rules about one value: those on the value itself, and those on their way to what is inside it.</summary>
internal sealed class NodeRules
{
    private readonly List<PendingRule> _inner = [];
    private readonly List<(IDictionary Validators, bool IsConditional)> _byType = [];
    private readonly int _fromOutside;

    private NodeRules(
        IEnumerable<(IValidator Validator, bool IsConditional)> validators,
        IEnumerable<PendingRule> pending,
        IEnumerable<(IDictionary Validators, bool IsConditional)>? byType = null)
    {
        _inner.AddRange(pending.Where(static rule => rule.Path.Count > 0));
        _fromOutside = _inner.Count;
        _byType.AddRange(byType ?? []);
        foreach (var rule in pending.Where(static rule => rule.Path.Count == 0))
        {
            AddComponents(rule.Rule, rule.IsConditional, isAboutThis: true);
        }

        foreach (var (validator, isConditional) in validators)
        {
            AddValidator(validator, isConditional);
        }
    }

    /// <summary>What is asked of the value itself.</summary>
    public List<NodeRule> Rules { get; } = [];

    /// <summary>The validators that look at the whole value.</summary>
    public List<(IValidator Validator, bool IsConditional)> Validators { get; } = [];

    public static NodeRules OfInput(IEnumerable<IValidator> validators) => new(validators.Select(static validator => (validator, false)), []);

    /// <summary>Whether a rule without condition refuses null.</summary>
    public bool RefusesNull => Rules.Exists(static rule
        => rule is { IsConditional: false, IsAboutThis: true, Component.Validator: INotNullValidator or INotEmptyValidator });

    /// <summary>Whether the same is asked of what is inside the value, but for rules from further outside.</summary>
    public bool IsSameInside(NodeRules other) => Validators.SequenceEqual(other.Validators) && _byType.SequenceEqual(other._byType);

    /// <summary>The rules that the value's own validators make.</summary>
    public NodeRules Whole() => new(Validators, [], _byType);

    /// <summary>Rules about what is inside the value that come from further outside, said of the value as a whole.</summary>
    public IEnumerable<NodeRule> RulesFromOutside() => _inner.Take(_fromOutside).SelectMany(Afar);

    /// <summary>The rules about a member, or about every item.</summary>
    public NodeRules Inside(string member)
        => new([], _inner.FindAll(rule => rule.Path[0] == member).ConvertAll(static rule => rule.Step()));

    /// <summary>The rules about the members of an object that turns out to be of a derived type.</summary>
    public NodeRules As(Type derived)
    {
        var validators = new List<(IValidator, bool)>();
        foreach (var (byType, isConditional) in _byType)
        {
            if (byType[derived] is { } entry && ChildValidator.OfEntry(entry).Validator is { } validator)
            {
                validators.Add((validator, isConditional));
            }
        }

        return new(validators, _inner);
    }

    /// <summary>Rules about members that the contract does not have.</summary>
    public IEnumerable<NodeRule> RulesOutside(ICollection<string> members)
        => _inner.Where(pending => !members.Contains(pending.Path[0])).SelectMany(Afar);

    private static IEnumerable<NodeRule> Afar(PendingRule pending)
        => pending.Rule.Components.Where(component => RuleForces.Of(pending.Rule, component) is not RuleForce.Never).Select(
            component => new NodeRule(pending.Rule, component, pending.IsConditional || IsSometimes(pending.Rule, component), IsAboutThis: false));

    private void AddValidator(IValidator validator, bool isConditional)
    {
        if (Validators.Exists(known => ReferenceEquals(known.Validator, validator)))
        {
            return;
        }

        Validators.Add((validator, isConditional));
        foreach (var rule in validator.CreateDescriptor().Rules)
        {
            AddRule(rule, isConditional);
        }
    }

    private void AddRule(IValidationRule rule, bool isConditional)
    {
        if (!RuleForces.IsRun(rule))
        {
            return;
        }

        var path = RulePath.Of(rule);
        if (path is { Count: > 0 })
        {
            _inner.Add(new PendingRule(path, rule, isConditional));
        }
        else
        {
            AddComponents(rule, isConditional, isAboutThis: path is not null);
        }

        // They run only where the rule they depend on holds.
        foreach (var dependent in rule.DependentRules ?? [])
        {
            AddRule(dependent, isConditional: true);
        }
    }

    private void AddComponents(IValidationRule rule, bool isConditional, bool isAboutThis)
    {
        foreach (var component in rule.Components)
        {
            if (RuleForces.Of(rule, component) is RuleForce.Never)
            {
                continue;
            }

            var sometimes = isConditional || IsSometimes(rule, component);
            if (!isAboutThis || component.Validator is not IChildValidatorAdaptor)
            {
                Rules.Add(new NodeRule(rule, component, sometimes, isAboutThis));
            }
            else if (ChildValidator.ByType(component.Validator) is { } byType)
            {
                AddByType(byType, sometimes);
            }
            else if (ChildValidator.Of(component.Validator).Validator is { } child)
            {
                AddValidator(child, sometimes);
            }
            else
            {
                Rules.Add(new NodeRule(rule, component, IsConditional: true, isAboutThis));
            }
        }
    }

    private void AddByType(IDictionary validators, bool isConditional)
    {
        if (!_byType.Exists(known => ReferenceEquals(known.Validators, validators)))
        {
            _byType.Add((validators, isConditional));
        }
    }

    private static bool IsSometimes(IValidationRule rule, IRuleComponent component) => RuleForces.Of(rule, component) is RuleForce.Sometimes;
}
