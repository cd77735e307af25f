using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BotKit.Notifications.Options;

/// <summary>
/// Reads a section strictly: whatever is not read by name, and whatever is not of its type, is an error. The configuration binder
/// passes over much of it without a word.
/// </summary>
internal sealed class SectionReader(IConfigurationSection section, List<string> errors)
{
    private readonly SortedSet<string> _known = new(StringComparer.OrdinalIgnoreCase);

    public string Path => section.Path;

    public void Text(string key, Action<string> set) => Value(key, "a text", static text => text, set);

    public void Flag(string key, Action<bool> set)
        => Value(key, "true or false", static text => bool.TryParse(text, out var value) ? value : (bool?)null, value => set(value!.Value));

    public void Number(string key, Action<int> set)
        => Value(
            key,
            "a whole number",
            static text => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : (int?)null,
            value => set(value!.Value));

    // A number alone would be days, which hardly anybody means.
    public void Duration(string key, Action<TimeSpan> set)
        => Value(
            key,
            "a duration ([d.]hh:mm:ss)",
            static text => text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var value) ? value : (TimeSpan?)null,
            value => set(value!.Value));

    public void Time(string key, Action<TimeOnly> set)
        => Value(
            key,
            "a time (hh:mm)",
            static text => TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var value) ? value : (TimeOnly?)null,
            value => set(value!.Value));

    public void Choice<T>(string key, Action<T> set)
        where T : struct, Enum
        => Value(key, Expected<T>(), Choose<T>, value => set(value!.Value));

    public void Texts(string key, ICollection<string> into) => List(key, "a text", static text => text, into.Add);

    public void Choices<T>(string key, ICollection<T> into)
        where T : struct, Enum
        => List(key, Expected<T>(), Choose<T>, value => into.Add(value!.Value));

    /// <summary>A section below, when it is there.</summary>
    public void Section(string key, Action<SectionReader> read)
    {
        _known.Add(key);
        var below = section.GetSection(key);
        if (!below.Exists())
        {
            return;
        }

        if (below.Value is { Length: > 0 })
        {
            errors.Add($"{below.Path}: must be a section, not a value.");
            return;
        }

        Read(below, read);
    }

    /// <summary>The sections below, by name or by number.</summary>
    public void Sections(string key, Action<string, SectionReader> read)
        => Section(key, list =>
        {
            foreach (var child in section.GetSection(key).GetChildren())
            {
                list._known.Add(child.Key);
                if (child.Value is not null && !child.GetChildren().Any())
                {
                    errors.Add($"{child.Path}: must be a section, not a value.");
                    continue;
                }

                Read(child, reader => read(child.Key, reader));
            }
        });

    public void End()
    {
        foreach (var child in section.GetChildren().Where(child => !_known.Contains(child.Key)))
        {
            errors.Add($"{child.Path}: there is no such option. {section.Path} may hold {string.Join(", ", _known)}.");
        }
    }

    private static string Expected<T>()
        where T : struct, Enum
        => $"one of {string.Join(", ", Enum.GetNames<T>())}";

    private static T? Choose<T>(string text)
        where T : struct, Enum
        => Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text[0]) ? value : null;

    private void Read(IConfigurationSection below, Action<SectionReader> read)
    {
        var reader = new SectionReader(below, errors);
        read(reader);
        reader.End();
    }

    private void Value<T>(string key, string expected, Func<string, T?> parse, Action<T> set)
    {
        _known.Add(key);
        var child = section.GetSection(key);
        if (child.Exists())
        {
            Take(child, expected, parse, set);
        }
    }

    private void List<T>(string key, string expected, Func<string, T?> parse, Action<T> add)
    {
        _known.Add(key);
        var list = section.GetSection(key);
        if (list.Value is { Length: > 0 })
        {
            errors.Add($"{list.Path}: must be a list.");
            return;
        }

        foreach (var child in list.GetChildren())
        {
            Take(child, expected, parse, add);
        }
    }

    private void Take<T>(IConfigurationSection child, string expected, Func<string, T?> parse, Action<T> set)
    {
        if (child.GetChildren().Any())
        {
            errors.Add($"{child.Path}: must be {expected}, not a section.");
        }
        else if (child.Value is { Length: > 0 } text && parse(text) is { } value)
        {
            set(value);
        }
        else
        {
            // Not the value itself: it may be a secret in the wrong place.
            errors.Add($"{child.Path}: is not {expected}.");
        }
    }
}
