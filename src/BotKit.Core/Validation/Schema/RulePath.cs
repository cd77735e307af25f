using System.Linq.Expressions;
using FluentValidation;

namespace BotKit.Validation;

/// <summary>Which value a rule is about, read from its expression and not from names that a host may have changed.</summary>
internal static class RulePath
{
    /// <summary>The members from the validated object to the value.</summary>
    /// <returns>The path, empty for the object itself; <see langword="null"/> when the rule is about something computed.</returns>
    public static IReadOnlyList<string>? Of(IValidationRule rule)
    {
        if (rule.Expression is not { } expression)
        {
            return [];
        }

        var members = new List<string>();
        var body = expression.Body;
        while (body is not ParameterExpression)
        {
            switch (body)
            {
                case UnaryExpression { NodeType: ExpressionType.Convert or ExpressionType.ConvertChecked } conversion:
                    body = conversion.Operand;
                    break;
                case MemberExpression { Expression: { } owner } member:
                    if (Nullable.GetUnderlyingType(owner.Type) is null)
                    {
                        members.Insert(0, member.Member.Name);
                    }

                    body = owner;
                    break;
                default:
                    return null;
            }
        }

        if (expression.ReturnType != rule.TypeToValidate)
        {
            members.Add(PendingRule.Item);
        }

        return members;
    }
}
