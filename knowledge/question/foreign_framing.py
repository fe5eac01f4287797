"""Question frames in languages that the bot has no reader for: "stimmt es, dass ...", "c'est vrai que ...".

Left on, they are most of what two unrelated claims in such a language share.
"""

from __future__ import annotations

import re

from knowledge.question.languages import language_of
from knowledge.text.characters import MARKS

# "Qu'" is written on to the next word.
_END = rf"(?:(?<=['’])|(?![\w{MARKS}]))"
_FRONTS = r"""
      hallo|leute|also|sag\ mal|sagt\ mal|kurze\ frage|mal\ (?:ne|eine)\ frage
    | (?:stimmts?|stimmt's)(?:\ (?:es|das|wirklich|eigentlich)){0,3},?\ (?:dass|das|daß)
    | ist(?:'s)?\ (?:es|das|da)\ (?:wirklich\ |echt\ |tats[aä]chlich\ )?(?:wahr|richtig|korrekt|so|was\ dran),?
         \ (?:dass|das|daß)
    | (?:wusstet|wu[sß]test|wisst|wei[sß]t|habt|hast)\ (?:ihr|du)(?:\ (?:schon|eigentlich|auch)){0,3}
         (?:\ (?:geh[oö]rt|gelesen|gewusst))?,?\ (?:dass|das|daß|ob)
    | (?:ich|wir)\ (?:habe?n?\ )?(?:\w+\ ){0,2}(?:geh[oö]rt|gelesen|h[oö]rte|las|glaube|denke),?\ (?:dass|das|daß)
    | (?:man|es|mein\ \w+|meine\ \w+|jemand|alle|viele)\ (?:sagte?n?|hei[sß]t|behaupte[tn]|meinte?n?),?
         (?:\ (?:dass|das|daß))?
    | (?:wei[sß]|kann)\ (?:jemand|einer|wer)(?:\ (?:best[aä]tigen|sagen|pr[uü]fen))?,?\ (?:ob|dass)

    | salut|bonjour|dites(?:-moi)?|dis-moi|les\ gars|petite\ question
    | (?:est[- ]ce|c['’]est|c\ est|serait[- ]ce|est[- ]il)(?:\ (?:que\ )?(?:c['’]est|ce\ serait))?
         \ (?:bien\ |vraiment\ )?(?:vrai|exact|av[eé]r[eé]|le\ cas)\ (?:que|qu['’])
    | est[- ]ce\ (?:que|qu['’])(?:\ (?:c['’]est|il\ est)\ vrai\ (?:que|qu['’]))?
    | (?:saviez|savez)[- ]vous\ (?:que|qu['’])
    | (?:tu\ savais|vous\ saviez|le\ saviez[- ]vous\ ?:?)(?:\ (?:que|qu['’]))?
    | (?:j['’]ai|on\ (?:m['’])?a|il\ m['’]a)\ (?:\w+\ )?
         (?:entendu(?:\ dire)?|lu|vu|dit|appris|racont[eé])\ (?:que|qu['’])
    | (?:il\ para[iî]t|on\ dit|on\ raconte|certains\ disent|les\ gens\ disent|je\ (?:crois|pense))\ (?:que|qu['’])
    | quelqu['’]un\ (?:sait|peut\ (?:confirmer|v[eé]rifier))\ (?:si|que)

    | ol[aá]|oi|gente|galera|pessoal|ent[aã]o
    | (?:[eé]|era|seria|isso\ [eé])\ (?:mesmo\ |realmente\ )?(?:verdade|certo|fato|real)\ (?:mesmo\ )?que
    | (?:voc[eê]s?|vcs?|tu)\ (?:sabia[ms]?|j[aá]\ ouvi\w*|ouviu)\ (?:falar\ )?que|sabia[ms]?\ que
    | (?:eu\ )?(?:ouvi|li|vi|escutei|fiquei\ sabendo|acho)\ (?:dizer\ |falar\ |por\ a[ií]\ )?que
    | (?:dizem|falam|est[aã]o\ dizendo|me\ (?:disseram|contaram)|meu\ \w+\ (?:diz|disse)|algu[eé]m\ sabe)\ (?:que|se)

    | ciao|ragazzi|scusate|allora|raga
    | (?:[eèé]|sar[aà]|ma\ [eè])\ (?:davvero\ |proprio\ )?(?:vero|certo|esatto|un\ fatto)\ che
    | (?:lo\ )?(?:sapevi|sapevate|sapete|sai|hai\ sentito)(?:\ che|:)
    | (?:ho|mi\ hanno|hanno)\ (?:sentito(?:\ dire)?|letto|visto|detto|raccontato)\ che
    | (?:dicono|si\ dice|pare|credo|qualcuno\ sa|mio\ \w+\ dice|tutti\ dicono)\ (?:che|se)

    | привет|ребята|народ|слушайте|скажите|а
    | (?:а\ )?(?:это\ )?(?:правда|верно|действительно|неужели)(?:\ ли)?(?:\ это)?,?\ что|неужели|правда\ ли
    | (?:а\ )?(?:вы\ |ты\ |кто-нибудь\ |кто-то\ )?(?:знали|знала?|знаете|знаешь|слышали|слышала?|в\ курсе)
         (?:\ ли)?(?:\ (?:вы|ты))?,?\ (?:что|ли)
    | я\ (?:тут\ |где-то\ |недавно\ )?(?:слышала?|читала?|прочитала?|видела?|думаю|считаю),?\ что
    | (?:говорят|пишут|мне\ сказали|все\ говорят|ходят\ слухи|мой\ \w+\ (?:говорит|сказал))(?:,?\ что)?

    | नमस्ते|भाई|भाइयों|दोस्तों|दोस्तो|सुनो
    | (?:क्या\ )?(?:यह|ये)\ (?:बात\ )?(?:सच|सही|सत्य)\ (?:में\ )?है,?\ कि
    | क्या\ (?:आप|तुम|आपको|तुम्हें|किसी\ को)\ (?:जानते\ (?:हैं|हो)|(?:पता|मालूम)\ (?:है|था)),?\ कि
    | (?:(?:मैंने|मैने|हमने)\ )?(?:(?:भी|कहीं)\ )?(?:सुना|पढ़ा|पढ़ा|देखा)(?:\ (?:है|था))?,?\ कि
    | (?:लोग|सब)\ (?:कहते|बोलते|कह\ रहे)\ हैं,?\ कि|कहा\ (?:जा\ रहा|जाता)\ है,?\ कि|कहते\ हैं,?\ कि
    | (?:kya\ )?(?:yeh|ye|yah)\ (?:sach|sahi)\ hai\ ki|(?:maine|humne)\ suna\ (?:hai|tha)\ ki
    | kya\ (?:aap|tum)\ jaante\ (?:ho|hain)\ ki
"""
_BACKS = r"""
      (?:stimmts?|ist)\ (?:das|es)(?:\ (?:wahr|wirklich|echt|so|so\ wahr))?|stimmts|stimmt's|oder(?:\ (?:nicht|was))?
    | wahr\ oder\ falsch|ist\ da\ was\ dran
    | (?:est[- ]ce|c['’]est)\ (?:bien\ |vraiment\ )?(?:vrai|exact)|vrai\ ou\ faux|pas\ vrai|n['’]est[- ]ce\ pas|non
    | (?:isso\ )?(?:[eé]|procede)\ (?:mesmo\ )?(?:verdade|verdadeiro|fato)|verdade\ ou\ (?:mentira|boato)|n[eé]|procede
    | [eè]\ (?:davvero\ )?(?:vero|una\ bufala)|vero\ o\ falso|vero|giusto
    | (?:это\ )?(?:правда|верно|так)(?:\ (?:ли\ )?это|\ или\ (?:нет|ложь|фейк))?|да|не\ так\ ли
    | (?:क्या\ )?(?:यह|ये)\ (?:सच|सही)\ है(?:\ क्या)?|सच\ (?:है\ )?(?:क्या|या\ झूठ)|है\ ना
    | kya\ (?:yeh|ye)\ sach\ hai|sach\ hai\ kya
"""
_FRONT = re.compile(rf"^\W*+(?:{_FRONTS}){_END}[\s,:;.!?…-]*+", re.IGNORECASE | re.VERBOSE)
_BACK = re.compile(rf"(?<![\s,;:.!?…।-])[\s,;:.!?…।-]++(?:{_BACKS})[\s.!?…।]*+$", re.IGNORECASE | re.VERBOSE)


def strip_foreign_frames(sentence: str) -> str:
    """Return the sentence without one frame at each end; it may be empty. A text in another language stays as it is."""
    if language_of(sentence)[0] is None:
        return sentence
    return _BACK.sub("", _FRONT.sub("", sentence, count=1), count=1)
