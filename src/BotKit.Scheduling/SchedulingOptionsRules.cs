using BotKit.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Scheduling;

/// <summary>Holds the names in the options against the registered bots.</summary>
internal sealed class SchedulingOptionsRules(BotRegistry registry) : IValidateOptions<SchedulingOptions>
{
    public ValidateOptionsResult Validate(string? name, SchedulingOptions options)
    {
        var known = registry.Bots.Select(static bot => bot.Name).ToHashSet(StringComparer.Ordinal);
        var builder = new ValidateOptionsResultBuilder();
        Check(builder, nameof(SchedulingOptions.Include), options.Include, known);
        Check(builder, nameof(SchedulingOptions.Exclude), options.Exclude, known);
        foreach (var both in options.Include.Intersect(options.Exclude, StringComparer.Ordinal))
        {
            builder.AddError($"Include and Exclude both name '{both}'.");
        }

        return builder.Build();
    }

    private static void Check(ValidateOptionsResultBuilder builder, string property, IEnumerable<string> names, HashSet<string> known)
    {
        foreach (var name in names.Where(name => !known.Contains(name)))
        {
            builder.AddError($"{property} names '{name}', but no bot of that name is registered.");
        }
    }
}
