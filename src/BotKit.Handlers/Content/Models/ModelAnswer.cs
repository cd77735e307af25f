using System.Text.Json;

namespace BotKit.Handlers.Content.Models;

/// <summary>A model's answer, held against what was asked for.</summary>
internal sealed class ModelAnswer
{
    private const int MaxTitle = 200;
    private const int MaxMetaDescription = 500;

    /// <summary>Six characters may stand for one.</summary>
    private const int MaxAnswer = 6 * (ContentDefaults.MaxText + 1000);

    private static readonly string[] Members = ["title", "metaDescription", "markdown"];

    private ModelAnswer(IReadOnlyList<string> faults, string title = "", string metaDescription = "", string markdown = "")
        => (Faults, Title, MetaDescription, Markdown) = (faults, title, metaDescription, markdown);

    /// <summary>The schema that is sent along.</summary>
    public static JsonElement Schema { get; } = JsonDocument.Parse(
        """
        {
          "type": "object",
          "properties": {
            "title": { "type": "string", "description": "The title, as plain text" },
            "metaDescription": { "type": "string", "description": "The description for search engines, as plain text" },
            "markdown": { "type": "string", "description": "The body, in Markdown" }
          },
          "required": ["title", "metaDescription", "markdown"],
          "additionalProperties": false
        }
        """).RootElement;

    /// <summary>What is wrong with it, in sentences that repeat nothing of it; none when it can be used.</summary>
    public IReadOnlyList<string> Faults { get; }

    public string Title { get; }

    public string MetaDescription { get; }

    public string Markdown { get; }

    public static ModelAnswer Read(string text, bool isCutOff, ContentOrder order, ModelPrompt prompt)
    {
        if (isCutOff)
        {
            return new ModelAnswer(["It is cut off before its end. Write less."]);
        }

        if (text.Length > MaxAnswer)
        {
            return new ModelAnswer([$"It has more than {MaxAnswer} characters. Write less."]);
        }

        try
        {
            using var document = JsonDocument.Parse(Unfence(text), new JsonDocumentOptions { MaxDepth = 4, AllowDuplicateProperties = false });
            return Read(document.RootElement, order, prompt);
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException or InvalidOperationException)
        {
            // Half a surrogate pair is found when a text is taken out.
            return new ModelAnswer(["It is not one JSON object, or has characters that are none."]);
        }
    }

    private static ModelAnswer Read(JsonElement answer, ContentOrder order, ModelPrompt prompt)
    {
        if (answer.ValueKind != JsonValueKind.Object)
        {
            return new ModelAnswer(["It is not one JSON object."]);
        }

        var faults = new List<string>();
        if (answer.EnumerateObject().Any(static member => !Members.Contains(member.Name)))
        {
            faults.Add("It has other members than title, metaDescription and markdown.");
        }

        var title = Text("title", MaxTitle, isLine: true);
        var description = Text("metaDescription", MaxMetaDescription, isLine: true);
        var markdown = Text("markdown", ContentDefaults.MaxText, isLine: false);
        if ($"{title}\n{description}\n{markdown}".Contains(prompt.Secret, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add("It repeats the instructions.");
        }

        if (faults.Count == 0)
        {
            CheckMarkup(title, description, markdown, order, faults);
        }

        return new ModelAnswer(faults, title, description, markdown);

        string Text(string name, int max, bool isLine)
        {
            if (!answer.TryGetProperty(name, out var member) || member.ValueKind != JsonValueKind.String)
            {
                faults.Add($"The member {name} is missing or no text.");
                return "";
            }

            var value = member.GetString()!.Trim();
            if (value.Length == 0 || value.Length > max)
            {
                faults.Add($"The member {name} has to have 1 to {max} characters.");
            }
            else if (value.Any(letter => char.IsControl(letter) && (isLine || letter is not ('\n' or '\r' or '\t'))))
            {
                faults.Add($"The member {name} has control characters.");
            }

            return value;
        }
    }

    private static void CheckMarkup(string title, string description, string markdown, ContentOrder order, List<string> faults)
    {
        MarkdownFacts facts;
        try
        {
            facts = MarkdownFacts.Of(markdown);
        }
        catch (BotException)
        {
            faults.Add("The Markdown is nested too deeply.");
            return;
        }

        if (facts.HasUnsafeMarkup)
        {
            faults.Add("There is HTML in the Markdown, or an address of a kind that must not be there.");
        }

        if (facts.Links.Any(link => link.Address != order.LinkAddress))
        {
            faults.Add(order.LinkAddress is null ? "There are links, and there must be none." : "There are other links than the one of the call to action.");
        }

        // What networks and mail programs make links of.
        if (WebAddress.InText().Matches($"{title}\n{description}\n{facts.Text}").Any(match => !IsOfBrief(match.Value)))
        {
            faults.Add("There are addresses in the text that the brief does not have.");
        }

        if (facts.Images.Count > 0)
        {
            faults.Add("There are images, and there must be none.");
        }

        if (facts.Text.Length == 0)
        {
            faults.Add("The Markdown has no text.");
        }

        bool IsOfBrief(string address) => order.LinkAddress?.StartsWith(address, StringComparison.OrdinalIgnoreCase) == true
            || order.Brief.Texts.Any(text => text?.Contains(address, StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>Many models put JSON into a code block, whatever they are told.</summary>
    private static string Unfence(string text)
    {
        var bare = text.Trim();
        if (!bare.StartsWith("```", StringComparison.Ordinal) || !bare.EndsWith("```", StringComparison.Ordinal) || bare.Length < 6)
        {
            return bare;
        }

        var start = bare.IndexOf('\n', StringComparison.Ordinal);
        return start < 0 ? bare : bare[start..^3];
    }
}
