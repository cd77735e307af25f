using System.Text;
using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace BotKit.Handlers.Content;

/// <summary>What gates look at in a text: its plain text, headings, links and images.</summary>
internal sealed partial class MarkdownFacts
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _prose = new();

    private MarkdownFacts()
    {
    }

    /// <summary>The plain text, a block a line, blocks of one kind or another set apart by an empty line.</summary>
    public string Text => EmptyLines().Replace(_text.ToString(), "\n\n").Trim();

    /// <summary>The text that is read as sentences: without code, and with a full stop where a block ends without one.</summary>
    public string Prose => _prose.ToString();

    /// <summary>The first paragraph.</summary>
    public string Intro { get; private set; } = "";

    public List<(int Level, string Text)> Headings { get; } = [];

    public List<(string Address, string Text)> Links { get; } = [];

    /// <summary>What stands for each image.</summary>
    public List<string> Images { get; } = [];

    /// <summary>What shows when one points at a link or an image.</summary>
    public List<string> Hints { get; } = [];

    /// <summary>Whether there is HTML in it, or an address that a page must not have.</summary>
    public bool HasUnsafeMarkup { get; private set; }

    public static MarkdownFacts Of(string markdown)
    {
        var facts = new MarkdownFacts();
        facts.Read(MarkdownText.Parse(markdown), "");
        return facts;
    }

    private void Read(ContainerBlock container, string mark)
    {
        foreach (var block in container)
        {
            switch (block)
            {
                case HtmlBlock:
                    HasUnsafeMarkup = true;
                    break;
                case HeadingBlock heading:
                    var title = Inline(heading.Inline);
                    Headings.Add((heading.Level, title));
                    Add(title, "");
                    break;
                case CodeBlock code:
                    _text.Append(code.Lines.ToString()).Append("\n\n");
                    break;
                case ParagraphBlock paragraph:
                    var words = Inline(paragraph.Inline);
                    Intro = Intro.Length == 0 ? words : Intro;
                    Add(words, mark);
                    break;
                case ListBlock list:
                    ReadList(list);
                    break;
                case ContainerBlock inner:
                    Read(inner, mark);
                    break;
            }
        }
    }

    private void ReadList(ListBlock list)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list)
        {
            Read((ContainerBlock)item, list.IsOrdered ? $"{number}. " : "- ");
            number++;
        }

        _text.Append('\n');
    }

    private void Add(string words, string mark)
    {
        if (words.Length == 0)
        {
            return;
        }

        _text.Append(mark).Append(words).Append(mark.Length > 0 ? "\n" : "\n\n");
        _prose.Append(words).Append(words[^1] is '.' or '!' or '?' ? " " : ". ");
    }

    private string Inline(ContainerInline? container)
    {
        var text = new StringBuilder();
        Inline(container, text);
        return text.ToString().Trim();
    }

    private void Inline(ContainerInline? container, StringBuilder text)
    {
        foreach (var inline in container ?? [])
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case HtmlInline:
                    HasUnsafeMarkup = true;
                    break;
                case AutolinkInline auto:
                    AddLink(auto.IsEmail ? "mailto:" + auto.Url : auto.Url, auto.Url);
                    text.Append(auto.Url);
                    break;
                case LinkInline link:
                    var inner = new StringBuilder();
                    Inline(link, inner);
                    if (!string.IsNullOrEmpty(link.Title))
                    {
                        Hints.Add(link.Title);
                    }

                    if (link.IsImage)
                    {
                        Images.Add(inner.ToString().Trim());
                        HasUnsafeMarkup |= !WebAddress.IsSafe(link.Url);
                    }
                    else
                    {
                        AddLink(link.Url ?? "", inner.ToString().Trim());
                        text.Append(inner);
                    }

                    break;
                case ContainerInline nested:
                    Inline(nested, text);
                    break;
            }
        }
    }

    private void AddLink(string address, string text)
    {
        Links.Add((address, text));
        HasUnsafeMarkup |= !WebAddress.IsSafe(address);
    }

    [GeneratedRegex("\n{3,}")]
    private static partial Regex EmptyLines();
}
