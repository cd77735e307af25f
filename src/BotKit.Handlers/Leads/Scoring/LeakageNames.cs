namespace BotKit.Handlers.Leads;

/// <summary>
/// Tells by its name a column that a model must not learn from: what is known only when the outcome is (or when somebody already
/// worked on the lead), what identifies a lead, and who a person is.
/// </summary>
internal static class LeakageNames
{
    private static readonly HashSet<string> Later = new(StringComparer.Ordinal)
    {
        "tag", "tags", "quality", "profile", "grade", "rating", "rank", "score", "scores", "index", "outcome", "result", "disposition", "closed",
        "closing", "won", "lost", "win", "loss", "converted", "conversion", "revenue", "deal", "opportunity", "churn", "churned", "qualified",
        "qualification", "prediction", "predicted", "probability", "followup", "asymmetrique",
    };

    private static readonly HashSet<string> States = new(StringComparer.Ordinal) { "status", "stage", "phase" };

    /// <summary>States of a person, which are known when the person comes.</summary>
    private static readonly HashSet<string> OfPersons = new(StringComparer.Ordinal) { "marital", "employment", "job", "student", "family", "civil", "residence", "citizenship" };

    private static readonly HashSet<string> LastEvents = new(StringComparer.Ordinal)
    {
        "activity", "notable", "contact", "contacted", "modified", "modification", "touch", "touched", "updated", "update", "change", "changed",
        "call", "called", "email", "emailed", "mail", "seen", "interaction", "engagement", "login", "visit", "action", "event", "status",
    };

    private static readonly HashSet<string> Persons = new(StringComparer.Ordinal)
    {
        "email", "mail", "phone", "mobile", "telephone", "telefon", "fax", "surname", "firstname", "lastname", "fullname", "forename", "vorname", "nachname",
        "ssn", "passport", "iban", "linkedin",
    };

    /// <summary>Why a column of that name is refused; <see langword="null"/> when its name says nothing against it.</summary>
    public static string? Refuse(string column)
    {
        var words = Words(column);
        if (words.Any(Later.Contains) || (words.Any(States.Contains) && !words.Any(OfPersons.Contains)))
        {
            return "Its name says that it is known only after the lead was worked on.";
        }

        if (words.Any(static word => word is "last" or "latest" or "recent" or "final") && words.Any(LastEvents.Contains))
        {
            return "Its name says that it changes while the lead is worked on.";
        }

        if (words.Count > 0 && words[^1] is "id" or "ids" or "guid" or "uuid" or "key" or "number" or "no" or "nr" && words.Count <= 3 && !words.Contains("of"))
        {
            return "Its name says that it identifies a lead.";
        }

        return IsPerson(words) ? "Its name says that it is personal data, which no score should hang on." : null;
    }

    /// <summary>"Do not email" is a choice; "email" is an address.</summary>
    private static bool IsPerson(List<string> words)
        => words.Count <= 2 && (words.Any(Persons.Contains) || words is ["name"] or [_, "name"] && words[0] is "first" or "last" or "full" or "given" or "family" or "contact" or "lead");

    /// <summary>The words of a name in small letters: <c>LastActivity_date</c> has three.</summary>
    private static List<string> Words(string column)
    {
        var words = new List<string>();
        var start = 0;
        for (var index = 0; index <= column.Length; index++)
        {
            var isEnd = index == column.Length || !char.IsLetterOrDigit(column[index]);
            var isHump = !isEnd && index > start && char.IsUpper(column[index]) && char.IsLower(column[index - 1]);
            if ((isEnd || isHump) && index > start)
            {
                words.Add(column[start..index].ToLowerInvariant());
            }

            start = isEnd ? index + 1 : isHump ? index : start;
        }

        return words;
    }
}
